package io.passthrough.tck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case that failed, as JUnit sees it: the report is the message, and there is no stack trace, as
 * that would show the kit's own calls only.
 */
final class CaseAssertion extends AssertionError {

  private static final long serialVersionUID = 1L;

  private CaseAssertion(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** Shortens reports of what has been reported before, as one missing method fails many cases. */
  static final class Reports {
    private static final String THROWN = "  thrown  ";
    private static final int HEAD_LINES = 3;

    private final Map<String, String> firstCases = new HashMap<>();

    /** Throws the report of a case that failed. */
    synchronized CaseAssertion of(CaseResult result) {
      String thrown = thrown(result.report());
      @Nullable String first =
          thrown.isEmpty() ? null : firstCases.putIfAbsent(thrown, result.caseId());
      return new CaseAssertion(first == null ? result.report() : brief(result, first));
    }

    /** Returns what was thrown, and where: the same in many cases, when one call is broken. */
    private static String thrown(String report) {
      List<String> lines = report.lines().toList();
      for (int i = 0; i + 1 < lines.size(); i++) {
        if (lines.get(i).startsWith(THROWN)) {
          String type = lines.get(i).substring(THROWN.length()).strip().split(":", 2)[0];
          return type + lines.get(i + 1);
        }
      }
      return "";
    }

    private static String brief(CaseResult result, String first) {
      String head =
          String.join(System.lineSeparator(), result.report().lines().limit(HEAD_LINES).toList());
      return head
          + System.lineSeparator()
          + "  the rest     thrown at the same place as in "
          + first
          + "; the whole report is in tck-report.json";
    }
  }
}
