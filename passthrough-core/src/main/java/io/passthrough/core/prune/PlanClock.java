package io.passthrough.core.prune;

import io.passthrough.core.ProcessClock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that a plan has left. It starts before the plan is put, so that it ends before anybody
 * else may think so; the wall clock counts too, as the monotonic one may stand still while the
 * process is suspended.
 */
final class PlanClock {

  private final ProcessClock clock;
  private final Duration limit;
  private final long nanos;
  private final Instant begun;

  private PlanClock(ProcessClock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
    this.nanos = clock.nanoTime();
    this.begun = clock.wall().instant();
  }

  static PlanClock start(ProcessClock clock, Duration limit) {
    return new PlanClock(clock, limit);
  }

  /** Returns whether a delete may be sent yet. */
  boolean isOpen() {
    return limit.compareTo(Duration.ofNanos(elapsed())) > 0
        && limit.compareTo(Duration.between(begun, clock.wall().instant())) > 0;
  }

  /** Returns how long the plan has been under way, by the monotonic clock. */
  long elapsed() {
    return clock.nanoTime() - nanos;
  }
}
