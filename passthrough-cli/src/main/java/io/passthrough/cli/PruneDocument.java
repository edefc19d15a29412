package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult;
import java.util.List;
import java.util.Map;

/** What a prune did, or would do. */
record PruneDocument(
    int deleted, int kept, long deletedBytes, List<Key> plan, List<Ended> ended, boolean dryRun)
    implements Document {

  /** An object that went, and why. */
  record Key(String key, String reason) {}

  /** A release that ended, and why. */
  record Ended(String release, String reason) {}

  static PruneDocument of(PruneResult result) {
    return new PruneDocument(
        result.deleted().size(),
        result.kept(),
        result.deletedBytes(),
        result.deleted().stream().map(gone -> new Key(gone.key().value(), gone.reason())).toList(),
        result.ended().entrySet().stream().map(PruneDocument::ended).toList(),
        result.dryRun());
  }

  private static Ended ended(Map.Entry<ReleaseName, String> release) {
    return new Ended(release.getKey().value(), release.getValue());
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
    ended.forEach(each -> table.row(each.release(), each.reason()));
    return ended.isEmpty() ? head : head + "\n" + table;
  }
}
