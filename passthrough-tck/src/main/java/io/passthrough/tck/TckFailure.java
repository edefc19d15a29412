package io.passthrough.tck;

import org.jspecify.annotations.Nullable;

/** An assertion that failed: what was looked at, what the contract says, what was found. */
final class TckFailure extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String expected;
  private final String actual;

  TckFailure(String what, String expected, String actual) {
    this(what, expected, actual, null);
  }

  TckFailure(String what, String expected, String actual, @Nullable Throwable cause) {
    super(what + ": expected " + expected + ", but was " + actual, cause);
    this.what = what;
    this.expected = expected;
    this.actual = actual;
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
}
