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
 * @param environments by name, those that have ended too
 * @param refusals prunes that guards have refused; empty when the last one was not
 * @param faults records that could not be read, one sentence each; empty when all could
 * @param warnings what a user should know of the others, one sentence each
 * @param total how many releases the store has
 */
public record ReleaseList(
    List<Row> releases,
    List<Environment> environments,
    Optional<Refusals> refusals,
    List<String> faults,
    List<String> warnings,
    int total) {

  /**
   * What is current in an environment.
   *
   * @param environment its name
   * @param release what is current, or empty when the environment has ended
   * @param since when that was activated, or when it ended
   * @param releases how many releases were ever current in it, of those that are recorded
   */
  public record Environment(
      EnvironmentName environment, Optional<ReleaseName> release, Instant since, int releases) {}

  /**
   * Prunes that were refused one after the other.
   *
   * @param count how many
   * @param since when the first was
   * @param reason why the last was
   * @param releases how many releases it would have ended
   * @param bytes the size of what it would have deleted
   */
  public record Refusals(int count, Instant since, String reason, int releases, long bytes) {}

  /** What became of a release. */
  public enum State {
    /** An attempt runs, or was killed. */
    OPEN,
    /** Whole. */
    READY,
    /** Pruned, but for the newest versions of assets. */
    THINNED,
    /** Pruned: files of it may be gone. */
    PRUNED,
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
