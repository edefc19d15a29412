package io.passthrough.gcs;

import com.google.cloud.storage.Storage.BlobListOption;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.util.Optional;

/**
 * Tells a missing bucket from a missing object, which have one status and no body to read: a page
 * of one object is asked for, as the right to list is one that a store has. Asked at most once.
 * Thread-safe.
 */
final class BucketCheck {

  private final GcsOptions options;
  private final GcsConnection connection;
  private volatile boolean seen;

  BucketCheck(GcsOptions options, GcsConnection connection) {
    this.options = options;
    this.connection = connection;
  }

  /** Comes after an answer that only an existing bucket gives. */
  void found() {
    seen = true;
  }

  /** Comes after an answer that may be about the bucket. */
  void require(String operation, Optional<AssetKey> key) {
    if (seen) {
      return;
    }
    try {
      connection.calls().run(options.limits().call(), call -> firstObject());
    } catch (GcsFailure e) {
      if (e.thrown().getCode() == 404) {
        throw failure(operation, key, e);
      }
      if (!GcsErrors.isDenied(e.thrown())) {
        throw key.isPresent()
            ? connection.errors().of(operation, key.get(), e)
            : connection.errors().of(operation, e);
      }
    }
    seen = true;
  }

  private AssetStoreException failure(String operation, Optional<AssetKey> key, GcsFailure e) {
    AssetStoreException.Builder failure =
        connection.errors().failure(Kind.UNAVAILABLE, operation).cause(e.thrown());
    key.ifPresent(failure::key);
    return failure.because("the server answered 404, there is no such bucket");
  }

  private boolean firstObject() {
    BlobListOption one = BlobListOption.pageSize(1);
    BlobListOption ours = BlobListOption.prefix(options.name(""));
    connection
        .storage()
        .list(
            options.bucket(),
            options
                .project()
                .map(it -> new BlobListOption[] {one, ours, BlobListOption.userProject(it)})
                .orElseGet(() -> new BlobListOption[] {one, ours}));
    return true;
  }
}
