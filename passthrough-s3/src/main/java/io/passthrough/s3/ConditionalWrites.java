package io.passthrough.s3;

import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks a server whether it refuses a conditional put to a name that is taken. Some answer that they
 * do not know the header; others ignore it and overwrite.
 */
final class ConditionalWrites {

  private final S3Client client;
  private final PutObjectRequest put;
  private final DeleteObjectRequest delete;

  ConditionalWrites(S3Options options, S3Client client) {
    String name = options.name(".passthrough/probes/" + UUID.randomUUID());
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(options.bucket()).key(name).ifNoneMatch("*");
    DeleteObjectRequest.Builder delete =
        DeleteObjectRequest.builder().bucket(options.bucket()).key(name);
    options.expectedBucketOwner().ifPresent(put::expectedBucketOwner);
    options.expectedBucketOwner().ifPresent(delete::expectedBucketOwner);
    options.encryption().algorithm().ifPresent(put::serverSideEncryption);
    options.encryption().kmsKey().ifPresent(put::ssekmsKeyId);
    this.client = client;
    this.put = put.build();
    this.delete = delete.build();
  }

  boolean work() {
    if (!isKnown()) {
      return false;
    }
    try {
      return refusesSecond();
    } finally {
      cleanUp();
    }
  }

  private boolean isKnown() {
    try {
      client.putObject(put, RequestBody.fromString("1"));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 501 || e.statusCode() == 400) {
        return false;
      }
      throw e;
    }
  }

  private boolean refusesSecond() {
    try {
      client.putObject(put, RequestBody.fromString("2"));
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == 412 || e.statusCode() == 409) {
        return true;
      }
      throw e;
    }
  }

  /** A publish may lack the right to delete; then the probe stays, and harms nothing. */
  private void cleanUp() {
    try {
      client.deleteObject(delete);
    } catch (S3Exception e) {
      if (e.statusCode() != 403) {
        throw e;
      }
    }
  }
}
