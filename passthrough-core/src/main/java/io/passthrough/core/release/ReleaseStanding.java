package io.passthrough.core.release;

import java.time.Instant;
import java.util.Optional;

/**
 * How a release that somebody has open stands to the current one.
 *
 * @param hasNewer whether it was replaced as the current one, by one with other files; false where
 *     the records do not tell
 * @param isKept whether its files stay for now; empty where that is unknown, as they may be pruned
 *     at any time or the records do not tell
 * @param keptUntil until when they stay at least; empty as long as it is current, or nothing
 *     promises it
 */
public record ReleaseStanding(
    boolean hasNewer, Optional<Boolean> isKept, Optional<Instant> keptUntil) {

  /** Nothing is known. */
  public static final ReleaseStanding UNKNOWN =
      new ReleaseStanding(false, Optional.empty(), Optional.empty());
}
