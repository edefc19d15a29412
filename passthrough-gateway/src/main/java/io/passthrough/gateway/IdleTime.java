package io.passthrough.gateway;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Since when a connection waits for a request, if it does. Thread-safe. */
final class IdleTime {

  private static final long BUSY = Long.MIN_VALUE;

  private final AtomicLong since = new AtomicLong(System.nanoTime());

  /** Notes that it waits from now on, unless it does so already. */
  void begin() {
    if (since.get() == BUSY) {
      since.set(System.nanoTime());
    }
  }

  /** Notes that a request has begun. */
  void end() {
    since.set(BUSY);
  }

  OptionalLong since() {
    long now = since.get();
    return now == BUSY ? OptionalLong.empty() : OptionalLong.of(now);
  }

  /** Ends a wait that has not ended yet, for one caller only. */
  boolean claim(long begun) {
    return since.compareAndSet(begun, BUSY);
  }
}
