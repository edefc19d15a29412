package io.passthrough.core.release;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every release of a store.
 *
 * @param releases newest first
 * @param faults records that could not be read, one sentence each; empty when all could
 * @param warnings what a user should know of the others, one sentence each
 * @param total how many releases the store has
 */
public record ReleaseList(
    List<Row> releases, List<String> faults, List<String> warnings, int total) {

  /** What became of a release. */
  public enum State {
    /** An attempt runs, or was killed. */
    OPEN,
    /** Whole. */
    READY,
    /** Given up. */
    ABANDONED
  }

  /**
   * One release.
   *
   * @param release its name
   * @param state what became of it
   * @param publishedAt when it was first READY
   * @param retiredAt when it was last replaced in an environment; empty while active or never
   *     activated
   * @param active the environments in which it is current
   * @param pinned whether a pin keeps it
   * @param assets how many assets it has
   * @param bytes their size
   * @param uploaded how many assets its publish put
   * @param uploadedBytes their size
   * @param reloadBytes the bytes that a user of the release before loads again
   */
  public record Row(
      ReleaseName release,
      State state,
      Optional<Instant> publishedAt,
      Optional<Instant> retiredAt,
      List<EnvironmentName> active,
      boolean pinned,
      int assets,
      long bytes,
      Optional<Integer> uploaded,
      Optional<Long> uploadedBytes,
      Optional<Long> reloadBytes) {}
}
