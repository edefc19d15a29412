package io.passthrough.cli;

import io.passthrough.core.publish.PublishResult;

/** What a publish did, or would do. */
record PublishDocument(
    String release,
    String digest,
    int assets,
    int uploaded,
    int skipped,
    long uploadedBytes,
    long skippedBytes,
    long reloadBytes,
    long durationMillis,
    boolean dryRun)
    implements Document {

  static PublishDocument of(PublishResult result) {
    return new PublishDocument(
        result.release().value(),
        result.digest().hex(),
        result.assets(),
        result.uploaded(),
        result.skipped(),
        result.uploadedBytes(),
        result.skippedBytes(),
        result.reloadBytes(),
        result.duration().toMillis(),
        result.dryRun());
  }

  @Override
  public String text() {
    long bytes = uploadedBytes + skippedBytes;
    String head = dryRun ? "Would publish release " : "Published release ";
    Table table =
        new Table(1, 2, 3, 4)
            .row("", "files", "share", "size", "share")
            .row(part("to upload", "uploaded", uploaded, uploadedBytes, bytes))
            .row(part("there already", "there already", skipped, skippedBytes, bytes));
    String reload =
        "A returning user loads again "
            + Sizes.bytes(reloadBytes)
            + ", "
            + Sizes.share(reloadBytes, bytes);
    String next = dryRun ? "" : "\nNext: passthrough activate " + release;
    return head + release + " in " + durationMillis + " ms\n" + table + "\n" + reload + next;
  }

  private String[] part(String planned, String done, int files, long size, long bytes) {
    return new String[] {
      dryRun ? planned : done,
      Sizes.count(files),
      Sizes.share(files, assets),
      Sizes.bytes(size),
      Sizes.share(size, bytes)
    };
  }
}
