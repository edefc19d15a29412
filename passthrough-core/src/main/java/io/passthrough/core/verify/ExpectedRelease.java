package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.ReleaseRecords;
import io.passthrough.core.url.AssetUrls;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A release as the records have it, and what other releases make right besides.
 *
 * @param name the release
 * @param assets what its keys must be answered with
 * @param known what the keys of every release have
 * @param urls where keys lie in the URL space
 * @param warnings what should be known of the records
 */
record ExpectedRelease(
    ReleaseName name,
    List<ExpectedAsset> assets,
    KnownContents known,
    AssetUrls urls,
    List<String> warnings) {

  /**
   * Reads the records.
   *
   * @param snapshot the names of all records
   * @param wanted the release, or empty for the one that was published last
   */
  static ExpectedRelease read(
      RecordSnapshot snapshot, Optional<ReleaseName> wanted, AssetUrls urls) {
    KnownContents known = new KnownContents();
    snapshot.readAll(known);
    wanted.ifPresent(snapshot::requireReadable);
    ReleaseName name = wanted.orElseGet(() -> newest(snapshot));
    boolean isReady = snapshot.release(name).filter(ReleaseRecords::isReady).isPresent();
    ReleaseManifest manifest =
        snapshot.manifest(name).filter(found -> isReady).orElseThrow(() -> unknown(snapshot, name));
    List<String> faults =
        snapshot.faults().values().stream()
            .map(fault -> String.valueOf(fault.getMessage()))
            .sorted()
            .toList();
    return new ExpectedRelease(
        name,
        manifest.assets().stream().map(known::expected).toList(),
        known,
        urls,
        Stream.concat(faults.stream(), snapshot.warnings().stream()).toList());
  }

  private static ReleaseName newest(RecordSnapshot snapshot) {
    return snapshot.releases().stream()
        .filter(ReleaseRecords::isReady)
        .max(Comparator.comparing(release -> release.firstReady().orElseThrow().at()))
        .map(ReleaseRecords::release)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "Cannot verify: no release is READY in this store",
                    "publish one first"));
  }

  private static PassthroughException unknown(RecordSnapshot snapshot, ReleaseName name) {
    String why =
        snapshot.release(name).isPresent() ? "it is not READY" : "there is no such release";
    return new PassthroughException(
        Kind.INPUT,
        "Cannot verify release '" + name + "': " + why,
        "publish it, or name one that 'releases' shows as READY");
  }

  /** Returns whether any READY release has a key. */
  boolean isKnown(AssetKey key) {
    return known.has(key);
  }
}
