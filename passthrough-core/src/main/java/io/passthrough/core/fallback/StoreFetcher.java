package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The ways to fetch from one store, under one budget of memory: objects that a record names, keys
 * that none names, and what is too large for memory. Thread-safe.
 */
public final class StoreFetcher implements AutoCloseable {

  private final StoreReads reads;
  private final RecordedObjects recorded;
  private final StreamedObjects streamed;
  private final UnknownKeys unknown;

  /**
   * Makes a fetcher.
   *
   * @param store the store, which the caller closes
   * @param limits what fetching may cost
   * @param ticker the clock of what is kept
   * @param isFingerprinted judges the names of keys that no record names
   */
  public StoreFetcher(
      AssetStore store, FetchLimits limits, Ticker ticker, Predicate<AssetKey> isFingerprinted) {
    this.reads = new StoreReads(store, limits, ticker);
    this.recorded = new RecordedObjects(reads);
    this.streamed = new StreamedObjects(reads);
    this.unknown = new UnknownKeys(reads, ticker, isFingerprinted);
  }

  /**
   * Returns the objects that a record names.
   *
   * @return up to {@code fillMax} bytes each
   */
  public RecordedObjects recorded() {
    return recorded;
  }

  /**
   * Returns what is too large for memory.
   *
   * @return objects of more than {@code fillMax} bytes
   */
  public StreamedObjects streamed() {
    return streamed;
  }

  /**
   * Returns the keys that no record names.
   *
   * @return what the store has of them
   */
  public UnknownKeys unknown() {
    return unknown;
  }

  /**
   * Returns what an operator should know of the store.
   *
   * @return one sentence, or empty when it answers
   */
  public Optional<String> notice() {
    return reads.breaker().notice();
  }

  /**
   * Changes the memory for fetched bodies.
   *
   * @param bytes the most bytes
   */
  public void resize(long bytes) {
    reads.cache().resize(reads.limits().kept(bytes));
  }

  /** Ends what is under way. The store stays open. */
  @Override
  public void close() {
    streamed.close();
    unknown.close();
    reads.close();
  }
}
