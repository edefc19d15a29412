package io.passthrough.azure;

import com.azure.core.http.rest.Response;
import com.azure.storage.blob.batch.BlobBatch;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes in batches, whose answer has a result for each blob.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-batch">Blob Batch: at
 *     most 256 requests</a>
 */
final class AzureRemoval {

  private static final int BATCH = 256;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final AzureConnection connection;
  private final AzureNames names;
  private final AzureErrors errors;
  private final Duration limit;
  private final BlobBatchClient client;

  AzureRemoval(AzureConnection connection, AzureNames names, Duration limit) {
    this.connection = connection;
    this.names = names;
    this.errors = connection.errors();
    this.limit = limit;
    this.client = new BlobBatchClientBuilder(connection.container()).buildClient();
  }

  /** Keys that no blob can have are absent. */
  Map<AssetKey, AssetStoreException> delete(List<AssetKey> keys) {
    List<AssetKey> all = keys.stream().filter(key -> names.fault(key).isEmpty()).toList();
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    Deadline deadline = Deadline.after(LONGEST);
    for (int from = 0; from < all.size(); from += BATCH) {
      List<AssetKey> batch = all.subList(from, Math.min(from + BATCH, all.size()));
      if (deadline.isOver()) {
        batch.forEach(key -> failures.put(key, late(key, deadline)));
        continue;
      }
      try {
        failures.putAll(connection.connections().with(() -> deleteBatch(batch, deadline)));
      } catch (CallFailure e) {
        if (from == 0 && !e.uncertain()) {
          throw errors.of("delete", e);
        }
        batch.forEach(key -> failures.put(key, errors.of("delete", key, e)));
      } catch (AzureConnections.NoConnection e) {
        if (from == 0) {
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

  /** The server is busy for one blob and not for another: those are asked for again. */
  private Map<AssetKey, AssetStoreException> deleteBatch(List<AssetKey> batch, Deadline removal) {
    AzureRetries.Deadline deadline = AzureRetries.Deadline.after(limit);
    Map<AssetKey, BlobStorageException> failed = submit(batch);
    for (int made = 1; made < AzureRetries.ATTEMPTS; made++) {
      Map<AssetKey, BlobStorageException> passing = new LinkedHashMap<>(failed);
      passing.values().removeIf(e -> !AzureErrors.isPassing(e));
      if (passing.isEmpty()
          || !AzureRetries.pause(made, passing.values().iterator().next(), deadline)
          || removal.isOver()) {
        break;
      }
      failed.keySet().removeAll(passing.keySet());
      failed.putAll(submit(new ArrayList<>(passing.keySet())));
    }
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    failed.forEach((key, e) -> failures.put(key, errors.of("delete", key, e)));
    return failures;
  }

  private Map<AssetKey, BlobStorageException> submit(List<AssetKey> keys) {
    Map<AssetKey, BlobStorageException> failed = new LinkedHashMap<>();
    for (Map.Entry<AssetKey, Response<Void>> each : responses(keys).entrySet()) {
      BlobStorageException e = failure(each.getValue());
      if (e != null && AzureErrors.isContainerMissing(e)) {
        throw new CallFailure(e, false);
      }
      if (e != null && !AzureErrors.isMissing(e)) {
        failed.put(each.getKey(), e);
      }
    }
    return failed;
  }

  private Map<AssetKey, Response<Void>> responses(List<AssetKey> keys) {
    return connection
        .retries()
        .run(
            context -> {
              BlobBatch batch = client.getBlobBatch();
              Map<AssetKey, Response<Void>> responses = new LinkedHashMap<>();
              keys.forEach(key -> responses.put(key, added(batch, key)));
              client.submitBatchWithResponse(batch, false, null, context);
              return responses;
            });
  }

  /** By its address: container and name given apart are encoded otherwise. */
  private Response<Void> added(BlobBatch batch, AssetKey key) {
    String url = connection.container().getBlobClient(names.of(key.value())).getBlobUrl();
    return batch.deleteBlob(url, DeleteSnapshotsOptionType.INCLUDE, null);
  }

  private static @Nullable BlobStorageException failure(Response<Void> response) {
    try {
      response.getStatusCode();
      return null;
    } catch (BlobStorageException e) {
      return e;
    }
  }
}
