package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the records say of one release, without its lists of assets and objects: a store may hold
 * hundreds of releases.
 *
 * @param release its name
 * @param lastChange when its newest record was put
 * @param opened the attempts that have begun
 * @param ended the attempts that have an outcome
 * @param size what its manifest sums up to; empty without a manifest that can be read
 * @param outcomes the outcomes that could be read, without what is stored
 */
public record ReleaseRecords(
    ReleaseName release,
    Instant lastChange,
    Set<AttemptId> opened,
    Set<AttemptId> ended,
    Optional<Size> size,
    Map<AttemptId, Outcome> outcomes) {

  /**
   * What a manifest sums up to.
   *
   * @param assets how many assets
   * @param bytes their size
   */
  public record Size(int assets, long bytes) {

    static Size of(ReleaseManifest manifest) {
      return new Size(
          manifest.assets().size(),
          manifest.assets().stream().mapToLong(ManifestAsset::size).sum());
    }
  }

  /** Returns whether any attempt is READY. */
  public boolean isReady() {
    return ready().findAny().isPresent();
  }

  /** Returns the outcome by which the release became READY. */
  public Optional<Outcome> firstReady() {
    return ready().map(Map.Entry::getValue).min(Comparator.comparing(Outcome::at));
  }

  /** Returns the READY attempt that ended last. */
  public Optional<AttemptId> newestReady() {
    return ready()
        .max(Map.Entry.comparingByValue(Comparator.comparing(Outcome::at)))
        .map(Map.Entry::getKey);
  }

  Stream<Map.Entry<AttemptId, Outcome>> ready() {
    return outcomes.entrySet().stream().filter(entry -> entry.getValue().isReady());
  }

  /** Returns whether an attempt runs or was killed, or was killed before it could say so. */
  public boolean isOpen() {
    return ended.isEmpty() || !ended.containsAll(opened);
  }
}
