package io.passthrough.core.report;

import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;

/**
 * The figures of a publish, for people.
 *
 * @param result what it did, or would do
 */
public record PublishReport(PublishResult result) {

  /**
   * Returns which release it was and how long it took, what was put and what was there already, and
   * what a returning user loads again.
   *
   * @return the lines, without a line break at the end
   */
  public String text() {
    String head = result.dryRun() ? "Would publish release " : "Published release ";
    Table table =
        new Table(1, 2, 3, 4)
            .row("", "files", "share", "size", "share")
            .row(row("to upload", "uploaded", result.uploaded(), result.uploadedBytes()))
            .row(row("there already", "there already", result.skipped(), result.skippedBytes()));
    String reload =
        "A returning user loads again "
            + Sizes.bytes(result.reloadBytes())
            + ", "
            + Sizes.share(result.reloadBytes(), bytes());
    return String.join(
        "\n",
        head + result.release() + " in " + result.duration().toMillis() + " ms",
        table.toString(),
        reload);
  }

  /** Returns the size of the release. */
  long bytes() {
    return result.uploadedBytes() + result.skippedBytes();
  }

  private String[] row(String planned, String done, int files, long size) {
    return new String[] {
      result.dryRun() ? planned : done,
      Sizes.count(files),
      Sizes.share(files, result.assets()),
      Sizes.bytes(size),
      Sizes.share(size, bytes())
    };
  }
}
