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
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * What all fetches from one store share: the limits and the timer of the time limits, the circuit
 * breaker, the places for fills, and the cache. Thread-safe.
 */
final class StoreReads implements AutoCloseable {

  private final AssetStore store;
  private final FetchLimits limits;
  private final ScheduledThreadPoolExecutor timer;
  private final StoreContext context;
  private final StoreBreaker breaker;
  private final FillLanes fills;
  private final BodyCache cache;

  StoreReads(AssetStore store, FetchLimits limits, Ticker ticker) {
    this.store = store;
    this.limits = limits;
    this.timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.context = StoreContext.of(store.toString(), limits, timer);
    this.breaker = new StoreBreaker(store, context);
    this.fills = new FillLanes(context, limits, breaker);
    this.cache = new BodyCache(limits, ticker, fills::isExceeded);
  }

  AssetStore store() {
    return store;
  }

  FetchLimits limits() {
    return limits;
  }

  StoreContext context() {
    return context;
  }

  StoreBreaker breaker() {
    return breaker;
  }

  BodyCache cache() {
    return cache;
  }

  /** Returns the places for calls that read a body whole. */
  FillLanes fills() {
    return fills;
  }

  /** Makes an executor of its own for one sort of calls whose results need no memory. */
  StoreExecutor executor(int calls) {
    return new StoreExecutor(context, calls, InFlightBytes.UNLIMITED, breaker);
  }

  /** Makes an executor for what does not ask the store, and has large results. */
  StoreExecutor ungated(int calls) {
    return new StoreExecutor(context, calls, fills.memory(limits.fillMax()), CallGate.OPEN);
  }

  /** Opens an object, whose reader is closed when the call is given up. */
  AssetReader open(AssetKey key, ByteRange range, StoreCall<?> call) {
    return call.opened(store.read(key, range));
  }

  /** Reads an opened object whole. */
  WholeBody body(AssetReader reader, StoreCall<?> call) {
    try {
      return WholeBody.read(reader, call);
    } catch (IOException e) {
      throw failure(Kind.UNAVAILABLE, reader.info().key()).cause(e).because("the body ended early");
    }
  }

  /** Makes bytes that count among those of their size. */
  FetchedBytes fetched(ByteBuffer bytes) {
    return new FetchedBytes(bytes, fills.memory(bytes.remaining()));
  }

  AssetStoreException.Builder failure(Kind kind, AssetKey key) {
    return AssetStoreException.of(kind, "read", store.toString()).key(key);
  }

  @Override
  public void close() {
    fills.close();
    breaker.close();
    timer.shutdownNow();
  }
}
