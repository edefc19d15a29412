package io.passthrough.tck;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An assertion that failed: what was looked at, what the contract says, what was found. */
final class TckFailure extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String expected;
  private final String actual;
  private final @Nullable String rule;

  TckFailure(String what, String expected, String actual) {
    this(what, expected, actual, null);
  }

  TckFailure(String what, String expected, String actual, @Nullable Throwable cause) {
    this(new Subject(null, what), expected, actual, cause);
  }

  private TckFailure(Subject subject, String expected, String actual, @Nullable Throwable cause) {
    super(subject.what + ": expected " + expected + ", but was " + actual, cause);
    this.what = subject.what;
    this.rule = subject.rule;
    this.expected = expected;
    this.actual = actual;
  }

  /** What was looked at, and the rule that says more of it than those of the case. */
  record Subject(@Nullable String rule, String what) {

    TckFailure because(String expected, String actual) {
      return new TckFailure(this, expected, actual, null);
    }

    TckFailure because(String expected, Throwable thrown) {
      return new TckFailure(this, expected, Quoted.failure(thrown), thrown);
    }
  }

  /** Begins a failure of a rule that is not the case's own. */
  static Subject of(String rule, String what) {
    return new Subject(rule, what);
  }

  String what() {
    return what;
  }

  String expected() {
    return expected;
  }

  String actual() {
    return actual;
  }

  /** Returns the rule that is broken, where it is another than the case is about. */
  Optional<String> rule() {
    return Optional.ofNullable(rule);
  }
}
