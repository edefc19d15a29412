package io.passthrough.tck;

import java.time.Duration;

/**
 * How one case ended.
 *
 * @param caseId the case's id
 * @param outcome how it ended
 * @param duration how long it took
 * @param summary one line: what was expected and what was found, or why the case did not run; empty
 *     when it passed
 * @param report the whole failure, for people; empty when it passed or did not run
 */
public record CaseResult(
    String caseId, Outcome outcome, Duration duration, String summary, String report) {

  /** How a case ends. */
  public enum Outcome {
    /** The provider keeps the rule, as far as the case shows. */
    PASSED,
    /** The provider breaks the rule. */
    FAILED,
    /** The kit or the harness broke, so that nothing is known of the provider. */
    ERROR,
    /** The provider breaks the rule, as declared. */
    KNOWN_FAILURE,
    /** The harness does not offer what the case needs. */
    NOT_VERIFIED,
    /** The case is of a tier that was not asked for, or of the other state of a capability. */
    NOT_SELECTED
  }

  /**
   * Returns whether the case ran.
   *
   * @return false when it was not verified or not selected
   */
  public boolean ran() {
    return outcome != Outcome.NOT_VERIFIED && outcome != Outcome.NOT_SELECTED;
  }

  /**
   * Returns whether the case must fail the run.
   *
   * @return true for a failure that is not declared, and for an error
   */
  public boolean bad() {
    return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }

  static CaseResult skipped(TckCase tckCase, Outcome outcome, String why) {
    return new CaseResult(tckCase.id(), outcome, Duration.ZERO, why, "");
  }
}
