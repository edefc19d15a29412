package io.passthrough.s3;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Puts an object in parts, one after the other, which become visible together.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Limits: 10,000
 *     parts of 5 MiB or more</a>
 */
final class S3Parts {

  private static final long PART_BYTES = 16L << 20;
  private static final int MAX_PARTS = 10_000;

  private final S3Options options;
  private final S3Client client;
  private final S3Retries retries;

  S3Parts(S3Options options, S3Connection connection) {
    this.options = options;
    this.client = connection.client();
    this.retries = connection.retries();
  }

  Version put(S3Upload.Item item) {
    String name = options.name(item.key().value());
    String upload = begin(name, item.headers());
    boolean done = false;
    try {
      List<CompletedPart> sent = send(name, upload, item.source());
      Version version = complete(name, upload, sent, item.condition());
      done = true;
      return version;
    } finally {
      if (!done) {
        abort(name, upload);
      }
    }
  }

  private String begin(String name, AssetHeaders headers) {
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder()
            .bucket(options.bucket())
            .key(name)
            .contentType(headers.contentType())
            .metadata(headers.metadata());
    headers.cacheControl().ifPresent(create::cacheControl);
    headers.contentEncoding().ifPresent(create::contentEncoding);
    options.encryption().algorithm().ifPresent(create::serverSideEncryption);
    options.encryption().kmsKey().ifPresent(create::ssekmsKeyId);
    options.expectedBucketOwner().ifPresent(create::expectedBucketOwner);
    try {
      return client.createMultipartUpload(create.build()).uploadId();
    } catch (SdkException e) {
      throw new PutFailure(e, false);
    }
  }

  private List<CompletedPart> send(String name, String upload, UploadSource source) {
    long length = source.length();
    long size = Math.max(PART_BYTES, (length + MAX_PARTS - 1) / MAX_PARTS);
    List<CompletedPart> sent = new ArrayList<>();
    for (long offset = 0; offset < length; offset += size) {
      long bytes = Math.min(size, length - offset);
      UploadPartRequest.Builder part =
          UploadPartRequest.builder()
              .bucket(options.bucket())
              .key(name)
              .uploadId(upload)
              .partNumber(sent.size() + 1)
              .overrideConfiguration(all -> all.apiCallTimeout(S3Upload.limit(options, bytes)));
      options.expectedBucketOwner().ifPresent(part::expectedBucketOwner);
      sent.add(send(part.build(), source, offset, bytes));
    }
    return sent;
  }

  private CompletedPart send(UploadPartRequest part, UploadSource source, long offset, long bytes) {
    try {
      String etag = client.uploadPart(part, source.part(offset, bytes)).eTag();
      return CompletedPart.builder().partNumber(part.partNumber()).eTag(etag).build();
    } catch (SdkException e) {
      throw new PutFailure(e, false);
    }
  }

  private Version complete(
      String name, String upload, List<CompletedPart> sent, PutCondition condition) {
    CompleteMultipartUploadRequest.Builder complete =
        CompleteMultipartUploadRequest.builder()
            .bucket(options.bucket())
            .key(name)
            .uploadId(upload)
            .multipartUpload(all -> all.parts(sent));
    options.expectedBucketOwner().ifPresent(complete::expectedBucketOwner);
    if (condition == PutCondition.IF_ABSENT) {
      complete.ifNoneMatch("*");
    }
    try {
      return S3Info.version(client.completeMultipartUpload(complete.build()).eTag());
    } catch (SdkException e) {
      throw new PutFailure(e, retries.takeUncertain() || S3Errors.mayBeApplied(e));
    }
  }

  /** Nothing of a failed upload is left; a lifecycle rule is the net below this one. */
  private void abort(String name, String upload) {
    AbortMultipartUploadRequest.Builder abort =
        AbortMultipartUploadRequest.builder().bucket(options.bucket()).key(name).uploadId(upload);
    options.expectedBucketOwner().ifPresent(abort::expectedBucketOwner);
    boolean interrupted = Thread.interrupted();
    try {
      client.abortMultipartUpload(abort.build());
    } catch (SdkException e) {
      // What failed before says more.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
