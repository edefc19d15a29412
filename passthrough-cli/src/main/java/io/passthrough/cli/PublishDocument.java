package io.passthrough.cli;

import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.report.PublishReport;

/**
 * What a publish did, or would do.
 *
 * @param result the result
 */
record PublishDocument(PublishResult result) implements Document {

  /** The same for programs. */
  record Json(
      String release,
      String digest,
      int assets,
      int uploaded,
      int skipped,
      long uploadedBytes,
      long skippedBytes,
      long reloadBytes,
      long durationMillis,
      boolean dryRun) {

    static Json of(PublishResult result) {
      return new Json(
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
  }

  @Override
  public Object json() {
    return Json.of(result);
  }

  @Override
  public String text() {
    String next = result.dryRun() ? "" : "\nNext: passthrough activate " + result.release();
    return new PublishReport(result).text() + next;
  }
}
