package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * That a release became current, or that none is any more. It counts only while its attempt is
 * READY.
 *
 * @param number its place in the environment's order
 * @param release the release; the one that is no longer current where the environment ends
 * @param attempt the attempt that checked the release
 * @param action activate or rollback
 * @param previous the release that was current before, or empty for a new environment
 * @param at when it was made, as {@link RecordTime} tells
 */
public record Activation(
    long number,
    ReleaseName release,
    AttemptId attempt,
    Action action,
    Optional<ReleaseName> previous,
    Instant at) {

  /**
   * Returns whether the environment ends, so that nothing is current in it.
   *
   * @return whether this makes no release current
   */
  public boolean isEnd() {
    return action == Action.DEACTIVATE;
  }

  boolean isOf(ReleaseName other) {
    return !isEnd() && release.equals(other);
  }
}
