package io.passthrough.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A deadline by two clocks, so that it also passes for a process that was suspended: the monotonic
 * clock may stand still while the machine sleeps, and the wall clock may be set. For a {@link
 * AssetStore#delete delete} that takes several requests, or whose request is sent again: whoever
 * asked for it counts on it that nothing is deleted minutes later.
 */
public final class Deadline {

  private final Duration longest;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Instant begun;
  private final long begunNanos;

  /**
   * Begins to count.
   *
   * @param longest how long until it has passed
   * @param wall the wall clock
   * @param nanos the monotonic clock, as {@link System#nanoTime}
   */
  public Deadline(Duration longest, InstantSource wall, LongSupplier nanos) {
    this.longest = longest;
    this.wall = wall;
    this.nanos = nanos;
    this.begun = wall.instant();
    this.begunNanos = nanos.getAsLong();
  }

  /**
   * Begins to count by the clocks of this machine.
   *
   * @param longest how long until it has passed
   * @return the deadline
   */
  public static Deadline after(Duration longest) {
    return new Deadline(longest, Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Returns whether it has passed by either clock.
   *
   * @return whether it has
   */
  public boolean isOver() {
    return longest.compareTo(Duration.ofNanos(nanos.getAsLong() - begunNanos)) <= 0
        || longest.compareTo(Duration.between(begun, wall.instant())) <= 0;
  }

  /**
   * Returns why what is left of a delete stays, as the reason of a failure {@code UNAVAILABLE}.
   *
   * @return the reason, without a full stop
   */
  public String reason() {
    return "not tried, as others took longer than " + longest.toSeconds() + " s";
  }
}
