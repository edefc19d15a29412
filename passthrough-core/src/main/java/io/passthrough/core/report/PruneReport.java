package io.passthrough.core.report;

import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a prune, for people.
 *
 * @param result what it did, or would do
 */
public record PruneReport(PruneResult result) {

  /** So many keys are for people; the others are for programs. */
  private static final int SHOWN = 20;

  /**
   * Returns the figures, each release and why it ended or stays and, of a dry run, the first keys.
   *
   * @param others where every key is told
   * @return the lines, without a line break at the end
   */
  public String text(String others) {
    List<String> parts = new ArrayList<>();
    parts.add(figures());
    if (!result.ended().isEmpty() || !result.releases().isEmpty()) {
      parts.add(releases().toString());
    }
    if (result.dryRun()) {
      addKeys(parts, others);
    }
    return String.join("\n", parts);
  }

  /**
   * Returns how much went and how much stays.
   *
   * @return a line without a full stop
   */
  public String figures() {
    return (result.dryRun() ? "Would delete " : "Deleted ")
        + Sizes.count(result.deleted().size())
        + " files, "
        + Sizes.bytes(result.deletedBytes())
        + " ("
        + Sizes.share(result.deletedBytes(), result.deletedBytes() + result.keptBytes())
        + "); "
        + Sizes.count(result.kept())
        + " stay, "
        + Sizes.bytes(result.keptBytes());
  }

  private Table releases() {
    Table table = new Table();
    String ended = result.dryRun() ? "goes" : "gone";
    result.ended().forEach((release, why) -> table.row(release.value(), ended, why));
    result.releases().forEach((release, why) -> table.row(release.value(), "stays", why));
    return table;
  }

  private void addKeys(List<String> parts, String others) {
    Table table = new Table();
    result.deleted().stream()
        .limit(SHOWN)
        .forEach(gone -> table.row(gone.key().value(), "goes", gone.reason()));
    result.stays().stream()
        .limit(SHOWN)
        .forEach(stay -> table.row(stay.key().value(), "stays", stay.reason()));
    if (!result.deleted().isEmpty() || !result.stays().isEmpty()) {
      parts.add("\n" + table);
    }
    int more =
        Math.max(0, result.deleted().size() - SHOWN) + Math.max(0, result.stays().size() - SHOWN);
    if (more > 0) {
      parts.add("and " + Sizes.count(more) + " more keys; " + others);
    }
  }
}
