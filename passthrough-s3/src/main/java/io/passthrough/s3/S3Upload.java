package io.passthrough.s3;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Puts an object: in one request, or above a threshold in parts, which become visible together. */
final class S3Upload {

  /** Above it a put goes in parts. */
  static final long THRESHOLD = 16L << 20;

  private static final long LARGEST_WHOLE = 5L << 30;
  private static final long SLOWEST_BYTES_PER_SECOND = 128L << 10;

  private final S3Options options;
  private final S3Client client;
  private final S3Retries retries;
  private final S3Errors errors;
  private final S3Parts parts;

  S3Upload(S3Options options, S3Connection connection) {
    this.options = options;
    this.client = connection.client();
    this.retries = connection.retries();
    this.errors = connection.errors();
    this.parts = new S3Parts(options, connection);
  }

  Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    try (UploadSource source = new UploadSource(content)) {
      return put(new Item(key, source, headers, condition));
    }
  }

  /**
   * One put.
   *
   * @param key the key
   * @param source its bytes
   * @param headers its headers
   * @param condition its condition
   */
  record Item(AssetKey key, UploadSource source, AssetHeaders headers, PutCondition condition) {}

  private Version put(Item item) {
    try {
      return isWhole(item) ? whole(item) : parts.put(item);
    } catch (PutFailure e) {
      throw failed(item, e);
    }
  }

  private AssetStoreException failed(Item item, PutFailure e) {
    Optional<IOException> unreadable = item.source().failure();
    return unreadable.isPresent() && !e.uncertain()
        ? unreadable(item.key(), unreadable.get(), e)
        : errors.ofPut(item.key(), e.thrown(), e.uncertain());
  }

  private AssetStoreException unreadable(AssetKey key, IOException why, PutFailure e) {
    String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    why.addSuppressed(e.thrown());
    return errors
        .failure(Kind.UNAVAILABLE, "put")
        .key(key)
        .cause(why)
        .retryable(false)
        .because("its content cannot be read (" + reason + ")");
  }

  /**
   * Servers other than Amazon's may know the condition of a put and not that of the end of an
   * upload in parts, so they are never asked for it.
   */
  private boolean isWhole(Item item) {
    boolean conditional = item.condition() == PutCondition.IF_ABSENT;
    long largest = conditional && options.endpoint().isPresent() ? LARGEST_WHOLE : THRESHOLD;
    return item.source().length() <= largest;
  }

  private Version whole(Item item) {
    AssetHeaders headers = item.headers();
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(options.bucket())
            .key(options.name(item.key().value()))
            .contentType(headers.contentType())
            .metadata(headers.metadata())
            .overrideConfiguration(
                all -> all.apiCallTimeout(limit(options, item.source().length())));
    headers.cacheControl().ifPresent(put::cacheControl);
    headers.contentEncoding().ifPresent(put::contentEncoding);
    options.encryption().algorithm().ifPresent(put::serverSideEncryption);
    options.encryption().kmsKey().ifPresent(put::ssekmsKeyId);
    options.expectedBucketOwner().ifPresent(put::expectedBucketOwner);
    if (item.condition() == PutCondition.IF_ABSENT) {
      put.ifNoneMatch("*");
    }
    try {
      return S3Info.version(client.putObject(put.build(), item.source().whole()).eTag());
    } catch (SdkException e) {
      throw new PutFailure(e, retries.takeUncertain() || S3Errors.mayBeApplied(e));
    }
  }

  /** A large body has more time than a call without one. */
  static Duration limit(S3Options options, long bytes) {
    return options.limits().call().plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
