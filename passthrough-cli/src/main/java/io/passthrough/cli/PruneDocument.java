package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult;
import java.util.List;
import java.util.Map;

/** What a prune did, or would do. */
record PruneDocument(
    int deleted,
    int kept,
    long deletedBytes,
    List<Key> plan,
    List<Release> ended,
    List<Release> stays,
    boolean dryRun)
    implements Document {

  /** An object that went, and why. */
  record Key(String key, String reason) {}

  /** A release that ended or stays, and why. */
  record Release(String release, String reason) {

    static List<Release> of(Map<ReleaseName, String> releases) {
      return releases.entrySet().stream()
          .map(release -> new Release(release.getKey().value(), release.getValue()))
          .toList();
    }
  }

  static PruneDocument of(PruneResult result) {
    return new PruneDocument(
        result.deleted().size(),
        result.kept(),
        result.deletedBytes(),
        result.deleted().stream().map(gone -> new Key(gone.key().value(), gone.reason())).toList(),
        Release.of(result.ended()),
        Release.of(result.releases()),
        result.dryRun());
  }

  @Override
  public String text() {
    String head =
        (dryRun ? "Would delete " : "Deleted ")
            + Sizes.count(deleted)
            + " files, "
            + Sizes.bytes(deletedBytes)
            + "; "
            + Sizes.count(kept)
            + " stay";
    Table table = new Table();
    ended.forEach(each -> table.row(each.release(), dryRun ? "goes" : "gone", each.reason()));
    stays.forEach(each -> table.row(each.release(), "stays", each.reason()));
    return ended.isEmpty() && stays.isEmpty() ? head : head + "\n" + table;
  }
}
