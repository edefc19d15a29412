package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.fingerprint.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a key.
 *
 * @param key the key
 * @param asset what the store would answer with, or empty when no READY release has the key
 * @param releases every READY release that has the key, newest first
 * @param pruned releases that had the key, and that a prune has ended: the object stays as a
 *     version of its asset, or the next prune deletes it
 * @param finding what its name tells beside the names of the releases, without their manifests
 * @param faults records that could not be read, one sentence each: a release of theirs may have the
 *     key as well
 */
public record Explanation(
    AssetKey key,
    Optional<KnownAsset> asset,
    List<ReleaseName> releases,
    List<ReleaseName> pruned,
    Finding finding,
    List<String> faults) {

  /**
   * Returns what is known of a key without any record.
   *
   * @param key the key
   * @return that no release has it
   */
  public static Explanation withoutRecords(AssetKey key) {
    return new Explanation(key, Optional.empty(), List.of(), List.of(), Finding.NONE, List.of());
  }
}
