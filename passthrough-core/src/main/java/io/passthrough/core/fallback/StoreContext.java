package io.passthrough.core.fallback;

import java.util.concurrent.ScheduledExecutorService;

/**
 * What every call of one store goes by.
 *
 * @param store the store's name for people
 * @param silenceNanos how long a call that runs may make no progress
 * @param totalNanos how long a call may take in all, its wait included
 * @param timer keeps the time limits
 */
record StoreContext(
    String store, long silenceNanos, long totalNanos, ScheduledExecutorService timer) {

  static StoreContext of(String store, FetchLimits limits, ScheduledExecutorService timer) {
    return new StoreContext(store, limits.silence().toNanos(), limits.total().toNanos(), timer);
  }
}
