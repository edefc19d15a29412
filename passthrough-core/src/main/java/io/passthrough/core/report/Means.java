package io.passthrough.core.report;

import io.passthrough.core.release.ReleaseList.Row;
import io.passthrough.core.release.ReleaseList.State;
import io.passthrough.core.text.Sizes;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a release costs, as means of shares.
 *
 * @param releases how many releases they are the means of
 * @param files the share of files that publishes put
 * @param bytes the share of bytes that publishes put
 * @param reload the share of bytes that a user of the release before loads again
 */
public record Means(int releases, double files, double bytes, double reload) {

  private static final int LAST = 30;

  /**
   * Takes the means over the newest whole releases of a list.
   *
   * @param rows the releases, the newest first
   * @return the means
   */
  public static Means of(List<Row> rows) {
    List<Row> last =
        rows.stream()
            .filter(row -> row.state() == State.READY && row.uploaded().isPresent())
            .limit(LAST)
            .toList();
    return new Means(
        last.size(),
        mean(last, row -> share(row.uploaded().orElse(0), row.assets())),
        mean(last, row -> share(row.uploadedBytes().orElse(0L), row.bytes())),
        mean(last, row -> share(row.reloadBytes().orElse(0L), row.bytes())));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static double mean(List<Row> rows, ToDoubleFunction<Row> share) {
    return rows.stream().mapToDouble(share).average().orElse(0);
  }

  /**
   * Returns them for people.
   *
   * @return a sentence without a full stop
   */
  public String text() {
    return "Means over the last "
        + releases
        + ": "
        + Sizes.share(files)
        + " of files uploaded, "
        + Sizes.share(bytes)
        + " of bytes uploaded, "
        + Sizes.share(reload)
        + " of bytes loaded again by a returning user";
  }
}
