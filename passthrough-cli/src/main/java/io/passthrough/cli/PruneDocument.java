package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.PruneResult.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a prune did, or would do. */
record PruneDocument(
    int deleted,
    int kept,
    long deletedBytes,
    long keptBytes,
    List<Key> plan,
    @Nullable List<KeptKey> keeps,
    List<Release> ended,
    List<Release> stays,
    boolean dryRun)
    implements Document {

  /** So many keys are for people; the others are for programs. */
  private static final int SHOWN = 20;

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

  static PruneDocument of(PruneResult result) {
    return new PruneDocument(
        result.deleted().size(),
        result.kept(),
        result.deletedBytes(),
        result.keptBytes(),
        result.deleted().stream().map(gone -> new Key(gone.key().value(), gone.reason())).toList(),
        result.dryRun() ? result.stays().stream().map(KeptKey::of).toList() : null,
        Release.of(result.ended()),
        Release.of(result.releases()),
        result.dryRun());
  }

  @Override
  public String text() {
    List<String> parts = new ArrayList<>();
    parts.add(head());
    if (!ended.isEmpty() || !stays.isEmpty()) {
      parts.add(releases().toString());
    }
    if (keeps != null) {
      addKeys(parts, keeps);
    }
    return String.join("\n", parts);
  }

  private String head() {
    return (dryRun ? "Would delete " : "Deleted ")
        + Sizes.count(deleted)
        + " files, "
        + Sizes.bytes(deletedBytes)
        + " ("
        + Sizes.share(deletedBytes, deletedBytes + keptBytes)
        + "); "
        + Sizes.count(kept)
        + " stay, "
        + Sizes.bytes(keptBytes);
  }

  private Table releases() {
    Table table = new Table();
    ended.forEach(each -> table.row(each.release(), dryRun ? "goes" : "gone", each.reason()));
    stays.forEach(each -> table.row(each.release(), "stays", each.reason()));
    return table;
  }

  private void addKeys(List<String> parts, List<KeptKey> kept) {
    Table table = new Table();
    plan.stream().limit(SHOWN).forEach(each -> table.row(each.key(), "goes", each.reason()));
    kept.stream().limit(SHOWN).forEach(each -> table.row(each.key(), "stays", each.reason()));
    if (!plan.isEmpty() || !kept.isEmpty()) {
      parts.add("\n" + table);
    }
    int more = Math.max(0, plan.size() - SHOWN) + Math.max(0, kept.size() - SHOWN);
    if (more > 0) {
      parts.add("and " + Sizes.count(more) + " more keys; --json tells of each");
    }
  }
}
