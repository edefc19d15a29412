package io.passthrough.core.record;

import java.time.Duration;
import java.time.Instant;

/**
 * When a record was made: by its writer's clock, and by the store's.
 *
 * @param written what the writer's clock showed
 * @param put when the store took it
 */
public record RecordTime(Instant written, Instant put) {

  /** Clocks that differ by less than this are no wonder. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /**
   * Returns the time that counts.
   *
   * @param now what the reader's clock shows
   * @return when the store took it, or what the writer's clock showed when that is later and has
   *     come
   */
  public Instant at(Instant now) {
    return written.isAfter(put) && !written.isAfter(now) ? written : put;
  }

  /**
   * Returns whether the writer's clock was wrong.
   *
   * @param now what the reader's clock shows
   * @return whether it showed a time that has not come by far
   */
  public boolean isAhead(Instant now) {
    return written.isAfter(put) && written.isAfter(now.plus(TOLERANCE));
  }
}
