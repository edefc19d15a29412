package io.passthrough.core.fallback;

import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import io.passthrough.api.manifest.Sha256;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A read-through cache of objects whose hash a record names: from memory where they are there, else
 * with one read for all who wait (single flight), verified before the first byte is handed on.
 * Thread-safe.
 */
public final class RecordedObjects {

  private final StoreReads reads;
  private final SingleFlight<Sha256, FetchedBytes> fills = new SingleFlight<>();

  RecordedObjects(StoreReads reads) {
    this.reads = reads;
  }

  /**
   * Returns the size up to which an object is read whole.
   *
   * @return a number of bytes
   */
  public long fillMax() {
    return reads.limits().fillMax();
  }

  /**
   * Returns bytes that are in memory.
   *
   * @param sha256 their hash
   * @return the bytes, read-only and shared, or empty
   */
  public Optional<FetchedBytes> cached(Sha256 sha256) {
    return reads.cache().bytes(sha256);
  }

  /**
   * Reads an object whole, once for all who want it.
   *
   * @param expected the object, whose hash is known, not larger than {@code fillMax}
   * @return its bytes to come, read-only and shared
   */
  public Fetch<FetchedBytes> fill(ExpectedObject expected) {
    Sha256 sha256 = expected.sha256().orElseThrow();
    return fills.join(
        sha256,
        () ->
            cached(sha256)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> read(expected, sha256)));
  }

  private CompletableFuture<FetchedBytes> read(ExpectedObject expected, Sha256 sha256) {
    return reads
        .fills()
        .run(
            new StoreCall<>(
                expected.location(),
                expected.size(),
                call -> verified(expected, sha256, call),
                late -> {}));
  }

  private FetchedBytes verified(ExpectedObject expected, Sha256 sha256, StoreCall<?> call) {
    try (AssetReader reader = reads.open(expected.location(), ByteRange.ALL, call)) {
      if (reader.info().size() != expected.size()) {
        throw new CorruptAssetException(expected.location(), "it has another size");
      }
      WholeBody body = reads.body(reader, call);
      if (!body.sha256().equals(sha256)) {
        throw new CorruptAssetException(
            expected.location(), "its bytes do not have the recorded hash");
      }
      FetchedBytes bytes = reads.fetched(body.bytes());
      reads.cache().put(sha256, bytes);
      return bytes;
    }
  }
}
