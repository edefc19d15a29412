package io.passthrough.core.verify;

import java.time.Duration;

/**
 * A moment of the monotonic clock.
 *
 * @param start when it was set, as {@link System#nanoTime} tells
 * @param after how long after that it is
 */
record Deadline(long start, Duration after) {

  static Deadline in(Duration after) {
    return new Deadline(System.nanoTime(), after);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Returns how long it is until then, 0 when it has passed. */
  Duration remaining() {
    Duration left = after.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  boolean isPast() {
    return remaining().isZero();
  }

  /** Returns the shorter one of a time and what is left. */
  Duration cut(Duration time) {
    Duration left = remaining();
    return time.compareTo(left) < 0 ? time : left;
  }
}
