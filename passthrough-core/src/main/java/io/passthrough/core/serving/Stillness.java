package io.passthrough.core.serving;

import io.passthrough.core.build.BuildState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A debouncer of a root's states, so that no file is indexed while it grows under its name. What is
 * still is a root that two looks found the same, and that was last written a moment ago, or has
 * been found the same for that long: clocks of file servers may be ahead. Used by one thread.
 */
final class Stillness {

  /** How long nothing may have been written. Whoever copies a file pauses less. */
  static final Duration MOMENT = Duration.ofSeconds(2);

  private final Clock clock;
  private @Nullable BuildState last;
  private Instant since = Instant.MIN;

  Stillness(Clock clock) {
    this.clock = clock;
  }

  /** Takes a look; returns whether the root is still. */
  boolean observe(BuildState state) {
    Instant now = clock.instant();
    if (!state.equals(last)) {
      last = state;
      since = now;
      return false;
    }
    return isOld(state) || !now.isBefore(since.plus(MOMENT));
  }

  /** Returns whether a root that nobody has looked at before was written long enough ago. */
  boolean isOld(BuildState state) {
    return !state.newest().isAfter(clock.instant().minus(MOMENT));
  }
}
