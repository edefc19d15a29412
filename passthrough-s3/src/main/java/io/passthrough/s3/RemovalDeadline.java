package io.passthrough.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A deadline by two clocks: how long one delete of many objects goes on. Whoever asked for it
 * counts on it that nothing is deleted much later, so a process that was suspended must not go on:
 * the monotonic clock may stand still while the machine sleeps, and the wall clock may be set.
 */
final class RemovalDeadline {

  private final Duration longest;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Instant begun;
  private final long begunNanos;

  RemovalDeadline(Duration longest, InstantSource wall, LongSupplier nanos) {
    this.longest = longest;
    this.wall = wall;
    this.nanos = nanos;
    this.begun = wall.instant();
    this.begunNanos = nanos.getAsLong();
  }

  static RemovalDeadline in(Duration longest) {
    return new RemovalDeadline(longest, Clock.systemUTC(), System::nanoTime);
  }

  boolean isOver() {
    return longest.compareTo(Duration.ofNanos(nanos.getAsLong() - begunNanos)) <= 0
        || longest.compareTo(Duration.between(begun, wall.instant())) <= 0;
  }

  /** Returns why what is left stays. */
  String reason() {
    return "not tried, as others took longer than " + longest.toSeconds() + " s";
  }
}
