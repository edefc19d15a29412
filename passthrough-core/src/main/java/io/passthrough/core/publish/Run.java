package io.passthrough.core.publish;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Figures;
import java.util.List;
import java.util.Optional;

/**
 * What one run is about, over all its attempts.
 *
 * @param engine what it works with
 * @param action why the release must be whole
 * @param manifest the release
 * @param targets the objects that it needs
 * @param recorded what the records tell of those
 * @param progress what was moved
 * @param reloadBytes the bytes that a user loads again, for a publish
 */
record Run(
    Engine engine,
    Action action,
    ReleaseManifest manifest,
    List<Target> targets,
    RecordedContents recorded,
    Progress progress,
    Optional<Long> reloadBytes) {

  ReleaseName release() {
    return manifest.release();
  }

  /** Returns what an error message begins with. */
  String cannot() {
    return action.cannot(manifest.release());
  }

  long bytes() {
    return manifest.assets().stream().mapToLong(asset -> asset.size()).sum();
  }

  /** Returns the figures of a publish. */
  Optional<Figures> figures() {
    return reloadBytes.map(
        reload ->
            new Figures(
                manifest.assets().size(),
                bytes(),
                progress.uploaded(),
                progress.uploadedBytes(),
                reload));
  }
}
