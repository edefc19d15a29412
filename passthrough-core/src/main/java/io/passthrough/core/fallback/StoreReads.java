package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.core.DaemonThreads;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * What all fetches from one store share: the limits, the timer of the time limits, the cache, and a
 * semaphore over the bytes on their way into memory. Thread-safe.
 */
final class StoreReads implements AutoCloseable {

  private final AssetStore store;
  private final FetchLimits limits;
  private final ScheduledThreadPoolExecutor timer;
  private final BodyCache cache;
  private final InFlightBytes inFlight;

  StoreReads(AssetStore store, FetchLimits limits, Ticker ticker) {
    this.store = store;
    this.limits = limits;
    this.timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.cache = new BodyCache(limits, ticker);
    this.inFlight = new InFlightBytes(limits.inFlight());
  }

  AssetStore store() {
    return store;
  }

  FetchLimits limits() {
    return limits;
  }

  BodyCache cache() {
    return cache;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Makes an executor of its own for one sort of calls. */
  StoreExecutor executor(int calls) {
    return new StoreExecutor(store.toString(), calls, limits, timer);
  }

  /** Opens an object, whose reader is closed when the call is given up. */
  AssetReader open(AssetKey key, ByteRange range, StoreCall<?> call) {
    return call.opened(store.read(key, range));
  }

  /** Reads an opened object whole, when there is memory for it. */
  WholeBody body(AssetReader reader, StoreCall<?> call) {
    AssetKey key = reader.info().key();
    try {
      Runnable release = inFlight.acquire(reader.info().size());
      try {
        return WholeBody.read(reader, call);
      } finally {
        release.run();
      }
    } catch (IOException e) {
      throw failure(Kind.UNAVAILABLE, key).cause(e).because("the body ended early");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(Kind.UNAVAILABLE, key).cause(e).because("interrupted");
    }
  }

  AssetStoreException.Builder failure(Kind kind, AssetKey key) {
    return AssetStoreException.of(kind, "read", store.toString()).key(key);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
