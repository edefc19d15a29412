package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.PruneResult.Stay;
import io.passthrough.core.report.PruneReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a prune did, or would do.
 *
 * @param result the result
 */
record PruneDocument(PruneResult result) implements Document {

  /** The same for programs. */
  record Json(
      int deleted,
      int kept,
      long deletedBytes,
      long keptBytes,
      List<Key> plan,
      @Nullable List<KeptKey> keeps,
      List<Release> ended,
      List<Release> stays,
      boolean dryRun) {

    static Json of(PruneResult result) {
      return new Json(
          result.deleted().size(),
          result.kept(),
          result.deletedBytes(),
          result.keptBytes(),
          result.deleted().stream()
              .map(gone -> new Key(gone.key().value(), gone.reason()))
              .toList(),
          result.dryRun() ? result.stays().stream().map(KeptKey::of).toList() : null,
          Release.of(result.ended()),
          Release.of(result.releases()),
          result.dryRun());
    }
  }

  /** An object that went, and why. */
  record Key(String key, String reason) {}

  /** An object that stays, which releases need it, and why. */
  record KeptKey(String key, List<String> releases, String reason) {

    static KeptKey of(Stay stay) {
      return new KeptKey(
          stay.key().value(),
          stay.releases().stream().map(ReleaseName::value).toList(),
          stay.reason());
    }
  }

  /** A release that ended or stays, and why. */
  record Release(String release, String reason) {

    static List<Release> of(Map<ReleaseName, String> releases) {
      return releases.entrySet().stream()
          .map(release -> new Release(release.getKey().value(), release.getValue()))
          .toList();
    }
  }

  @Override
  public Object json() {
    return Json.of(result);
  }

  @Override
  public String text() {
    return new PruneReport(result).text("--json tells of each");
  }
}
