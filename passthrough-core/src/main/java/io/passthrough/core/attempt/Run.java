package io.passthrough.core.attempt;

import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.objects.RecordedContents;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.record.Action;
import io.passthrough.core.record.Figures;
import java.util.List;
import java.util.Optional;

/**
 * What one run is about, over all its attempts.
 *
 * @param context what it works with
 * @param action why the release must be whole
 * @param manifest the release
 * @param objects the objects that it needs
 * @param recorded what the records tell of those
 * @param progress what was moved
 * @param reloadBytes the bytes that a user loads again, for a publish
 */
public record Run(
    PipelineContext context,
    Action action,
    ReleaseManifest manifest,
    List<RequiredObject> objects,
    RecordedContents recorded,
    Progress progress,
    Optional<Long> reloadBytes) {

  /** Returns which release must be whole. */
  public ReleaseName release() {
    return manifest.release();
  }

  /** Returns what an error message begins with. */
  String cannot() {
    return action.cannot(manifest.release());
  }

  /** Returns the bytes of all its assets, without coding. */
  public long bytes() {
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
