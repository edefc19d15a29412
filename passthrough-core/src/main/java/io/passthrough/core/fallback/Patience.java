package io.passthrough.core.fallback;

import java.util.concurrent.TimeUnit;

/**
 * A budget of waiting: two seconds, and a quarter of the time since it was made; two seconds at a
 * time. Not thread-safe.
 */
final class Patience {

  private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(2);
  private static final int PART = 4;

  private final long began = System.nanoTime();
  private long spent;
  private long since;
  private boolean waiting;

  /** Begins to wait, unless it does so already. */
  void begin() {
    if (!waiting) {
      waiting = true;
      since = System.nanoTime();
    }
  }

  /** Ends a wait, if there is one. */
  void end() {
    if (waiting) {
      waiting = false;
      spent += System.nanoTime() - since;
    }
  }

  boolean isWaiting() {
    return waiting;
  }

  /** Returns for how many milliseconds the wait may go on; 0 or less when it may not. */
  long leftMillis() {
    long now = System.nanoTime();
    long wait = waiting ? now - since : 0;
    long budget = Math.min(AT_ONCE, AT_ONCE + (now - began) / PART - spent);
    return TimeUnit.NANOSECONDS.toMillis(budget - wait);
  }
}
