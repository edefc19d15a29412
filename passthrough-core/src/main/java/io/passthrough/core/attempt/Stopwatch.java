package io.passthrough.core.attempt;

import io.passthrough.core.ProcessClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A stopwatch by two clocks: the monotonic one may stand still while the machine sleeps, and the
 * wall clock may be set.
 */
final class Stopwatch {

  private final ProcessClock clock;
  private final long nanos;
  private final Instant wall;

  /** Starts it. */
  Stopwatch(ProcessClock clock) {
    this.clock = clock;
    this.nanos = clock.nanoTime();
    this.wall = clock.wall().instant();
  }

  /** Returns whether more time has gone by. */
  boolean isBeyond(Duration time) {
    return time.compareTo(Duration.ofNanos(clock.nanoTime() - nanos)) < 0
        || time.compareTo(Duration.between(wall, clock.wall().instant())) < 0;
  }
}
