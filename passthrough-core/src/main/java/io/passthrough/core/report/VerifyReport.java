package io.passthrough.core.report;

import io.passthrough.core.text.Sizes;
import io.passthrough.core.text.Table;
import io.passthrough.core.verify.UrlResult;
import io.passthrough.core.verify.VerifyFailure;
import io.passthrough.core.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a verification, for people.
 *
 * @param result what was found
 */
public record VerifyReport(VerifyResult result) {

  private static final int MOST_SHOWN = 20;

  /**
   * Returns the first failures, what was found through each base URL, and the verdict.
   *
   * @param others where all failures are told
   * @return the lines, without a line break at the end
   */
  public String text(String others) {
    List<VerifyFailure> failures = result.failures();
    List<String> parts = new ArrayList<>();
    failures.stream().limit(MOST_SHOWN).map(VerifyFailure::text).forEach(parts::add);
    if (failures.size() > MOST_SHOWN) {
      parts.add("… and " + (failures.size() - MOST_SHOWN) + " more failures; " + others);
    }
    parts.add(table().toString());
    parts.add(verdict());
    return String.join("\n", parts);
  }

  private String verdict() {
    int failures = result.failures().size();
    return failures == 0
        ? "Verified release " + result.release() + " in " + result.duration().toMillis() + " ms"
        : "Release " + result.release() + " is not verified: " + failures + " failures";
  }

  private Table table() {
    Table table = new Table(1, 2, 3, 4).row("url", "assets", "requests", "size", "failures");
    for (UrlResult each : result.urls()) {
      table.row(
          each.url().toString(),
          Sizes.count(each.assets()),
          Sizes.count(each.requests()),
          Sizes.bytes(each.bytes()),
          Sizes.count(each.failures().size()));
    }
    return table;
  }
}
