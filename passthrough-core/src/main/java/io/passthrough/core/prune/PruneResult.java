package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.util.List;
import java.util.Map;

/**
 * What a prune did, or would do.
 *
 * @param deleted the objects that went, in no order
 * @param deletedBytes their size
 * @param kept how many objects stay
 * @param keptBytes their size
 * @param stays each object that stays and why, also what another tool put; of a dry run alone
 * @param releases the releases that stay, and why
 * @param ended the releases that ended, and why
 * @param dryRun whether nothing was deleted
 * @param warnings what a user should know, one sentence each
 */
public record PruneResult(
    List<Gone> deleted,
    long deletedBytes,
    int kept,
    long keptBytes,
    List<Stay> stays,
    Map<ReleaseName, String> releases,
    Map<ReleaseName, String> ended,
    boolean dryRun,
    List<String> warnings) {

  /**
   * An object that went.
   *
   * @param key its key in the store
   * @param reason why
   */
  public record Gone(AssetKey key, String reason) {}

  /**
   * An object that stays.
   *
   * @param key its key in the store
   * @param releases the releases that stay and need it, by name
   * @param reason why
   */
  public record Stay(AssetKey key, List<ReleaseName> releases, String reason) {}
}
