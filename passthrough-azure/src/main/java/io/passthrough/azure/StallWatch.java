package io.passthrough.azure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A time limit for a read that blocks: runs what ends it, unless that is cancelled before.
 *
 * @param timer what it runs on
 * @param limit the limit
 */
record StallWatch(ScheduledExecutorService timer, Duration limit) {

  Future<?> start(Runnable alarm) {
    try {
      return timer.schedule(alarm, limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The store is closed, so no connection is left that could stall.
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Returns what is said of a body that stopped. */
  @Override
  public String toString() {
    return "no byte came within " + limit.toMillis() + " ms";
  }
}
