package io.passthrough.gcs;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageException;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes objects, a hundred in a request. Each has an answer of its own; those that may pass are
 * asked again, and no others.
 *
 * @see <a href="https://cloud.google.com/storage/docs/batch">Batch requests</a>
 */
final class GcsRemoval {

  private static final int BATCH = 100;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final GcsOptions options;
  private final GcsConnection connection;
  private final GcsErrors errors;
  private final BucketCheck bucket;
  private final Map<AssetKey, AssetStoreException> failures = new HashMap<>();

  GcsRemoval(GcsOptions options, GcsConnection connection, BucketCheck bucket) {
    this.options = options;
    this.connection = connection;
    this.errors = connection.errors();
    this.bucket = bucket;
  }

  /** Returns the failures, by key. */
  Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    List<AssetKey> all = List.copyOf(keys);
    Deadline deadline = Deadline.after(LONGEST);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<AssetKey> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      if (deadline.isOver()) {
        batch.forEach(key -> failures.put(key, late(key, deadline)));
        continue;
      }
      try {
        new Batch(batch, deadline).delete();
      } catch (GcsFailure e) {
        if (from == 0 && !e.uncertain()) {
          throw errors.of("delete", e);
        }
        batch.forEach(key -> failures.put(key, errors.of("delete", key, e)));
      }
    }
    return failures;
  }

  private AssetStoreException late(AssetKey key, Deadline deadline) {
    return errors.failure(Kind.UNAVAILABLE, "delete").key(key).because(deadline.reason());
  }

  /** The keys of one request, of which each attempt leaves those that may pass. */
  private final class Batch {
    private Map<AssetKey, StorageException> rest = new LinkedHashMap<>();
    private final Deadline deadline;
    private boolean absent;

    Batch(List<AssetKey> keys, Deadline deadline) {
      this.deadline = deadline;
      StorageException none = new StorageException(0, "not asked yet");
      keys.stream()
          .filter(key -> !GcsUpload.isReserved(options.name(key.value())))
          .forEach(key -> rest.put(key, none));
    }

    void delete() {
      try {
        connection.calls().run(options.limits().call(), this::attempt);
        if (absent) {
          bucket.require("delete", Optional.empty());
        }
      } catch (GcsFailure e) {
        if (!rest.containsValue(e.thrown())) {
          throw e;
        }
        rest.forEach(GcsRemoval.this::fail);
      }
    }

    private boolean attempt(GcsCall call) {
      if (deadline.isOver()) {
        rest.keySet().forEach(key -> failures.put(key, late(key, deadline)));
        rest = Map.of();
        return true;
      }
      Map<AssetKey, StorageBatchResult<Boolean>> results = new LinkedHashMap<>();
      StorageBatch batch = connection.storage().batch();
      rest.keySet().forEach(key -> results.put(key, batch.delete(id(key), source())));
      if (!results.isEmpty()) {
        batch.submit();
      }
      rest = refused(results);
      if (!rest.isEmpty()) {
        throw rest.values().iterator().next();
      }
      return true;
    }

    /** Returns those that may pass; the others are done, one way or the other. */
    private Map<AssetKey, StorageException> refused(
        Map<AssetKey, StorageBatchResult<Boolean>> results) {
      Map<AssetKey, StorageException> again = new LinkedHashMap<>();
      results.forEach(
          (key, result) -> {
            try {
              absent |= !result.get();
            } catch (StorageException e) {
              if (GcsErrors.mayPass(e)) {
                again.put(key, e);
              } else {
                fail(key, e);
              }
            }
          });
      return again;
    }
  }

  private void fail(AssetKey key, StorageException e) {
    failures.put(key, errors.ofDelete(key, e));
  }

  private BlobId id(AssetKey key) {
    return BlobId.of(options.bucket(), options.name(key.value()));
  }

  private BlobSourceOption[] source() {
    return options.project().map(BlobSourceOption::userProject).stream()
        .toArray(BlobSourceOption[]::new);
  }
}
