package io.passthrough.s3;

import io.passthrough.api.Capability;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks a server other than Amazon's what it can do, with one object that it takes away again. Some
 * answer that they do not know a conditional put; others ignore the condition and overwrite; some
 * show late what was put or deleted. Only an answer that shows the contrary takes a capability
 * away: a look that the credentials do not allow tells nothing.
 */
final class Probes {

  private final S3Options options;
  private final S3Client client;
  private final String name;

  Probes(S3Options options, S3Client client) {
    this.options = options;
    this.client = client;
    this.name = options.name(".passthrough/probes/" + UUID.randomUUID());
  }

  /** Returns which of these, one or both, the server was not seen to lack. */
  Set<Capability> of(Set<Capability> wanted) {
    Set<Capability> found = EnumSet.copyOf(wanted);
    boolean deleted = false;
    if (!putFirst(found.contains(Capability.CREATE_IF_ABSENT))) {
      found.remove(Capability.CREATE_IF_ABSENT);
    }
    try {
      found.removeIf(each -> !shows(each));
    } finally {
      deleted = delete();
    }
    if (deleted && found.contains(Capability.STRONG_CONSISTENCY) && !looksSay(false)) {
      found.remove(Capability.STRONG_CONSISTENCY);
    }
    return found;
  }

  private boolean shows(Capability capability) {
    return switch (capability) {
      case CREATE_IF_ABSENT -> refusesSecond();
      case STRONG_CONSISTENCY -> looksSay(true);
    };
  }

  /**
   * Puts the object, and tells whether the server knew the condition. Where it did not, it must
   * take the object without one: else it was not the condition that was wrong.
   */
  private boolean putFirst(boolean conditional) {
    if (conditional && isCreated()) {
      return true;
    }
    client.putObject(put().build(), RequestBody.fromString("1"));
    return false;
  }

  /** Nobody else has this name: what is there already is of a first attempt without an answer. */
  private boolean isCreated() {
    try {
      client.putObject(put().ifNoneMatch("*").build(), RequestBody.fromString("1"));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 501 || e.statusCode() == 400) {
        return false;
      }
      if (e.statusCode() == 412) {
        return true;
      }
      throw e;
    }
  }

  private boolean refusesSecond() {
    try {
      client.putObject(put().ifNoneMatch("*").build(), RequestBody.fromString("2"));
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == 412 || e.statusCode() == 409) {
        return true;
      }
      throw e;
    }
  }

  /** Whether a read and a listing both say that the object is there, or that it is not. */
  private boolean looksSay(boolean there) {
    return isRead().orElse(there) == there && isListed().orElse(there) == there;
  }

  private Optional<Boolean> isRead() {
    GetObjectRequest.Builder get = GetObjectRequest.builder().bucket(options.bucket()).key(name);
    options.expectedBucketOwner().ifPresent(get::expectedBucketOwner);
    try {
      client.getObjectAsBytes(get.build());
      return Optional.of(true);
    } catch (S3Exception e) {
      return e.statusCode() == 404 ? Optional.of(false) : untold(e);
    }
  }

  private Optional<Boolean> isListed() {
    ListObjectsV2Request.Builder list =
        ListObjectsV2Request.builder().bucket(options.bucket()).prefix(name).maxKeys(1);
    options.expectedBucketOwner().ifPresent(list::expectedBucketOwner);
    try {
      return Optional.of(!client.listObjectsV2(list.build()).contents().isEmpty());
    } catch (S3Exception e) {
      return untold(e);
    }
  }

  private static Optional<Boolean> untold(S3Exception e) {
    if (e.statusCode() != 403) {
      throw e;
    }
    return Optional.empty();
  }

  /** A publish may lack the right to delete; then the object stays, and harms nothing. */
  private boolean delete() {
    DeleteObjectRequest.Builder delete =
        DeleteObjectRequest.builder().bucket(options.bucket()).key(name);
    options.expectedBucketOwner().ifPresent(delete::expectedBucketOwner);
    try {
      client.deleteObject(delete.build());
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() != 403) {
        throw e;
      }
      return false;
    }
  }

  private PutObjectRequest.Builder put() {
    PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(options.bucket()).key(name);
    options.expectedBucketOwner().ifPresent(put::expectedBucketOwner);
    options.encryption().algorithm().ifPresent(put::serverSideEncryption);
    options.encryption().kmsKey().ifPresent(put::ssekmsKeyId);
    return put;
  }
}
