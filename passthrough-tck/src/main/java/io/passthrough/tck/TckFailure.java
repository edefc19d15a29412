package io.passthrough.tck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A rule that a store breaks: what was looked at, what the contract says, what was found. */
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

  /** Fails unless two values are equal. */
  static void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new TckFailure(what, Quoted.any(expected), Quoted.any(actual));
    }
  }

  /** Fails unless two bodies are equal, and shows where they part. */
  static void sameBytes(String what, byte[] expected, byte[] actual) {
    int at = Arrays.mismatch(expected, actual);
    if (at >= 0) {
      throw new TckFailure(
          what, Quoted.bytes(expected, at), Quoted.bytes(actual, at) + ", differing at byte " + at);
    }
  }

  /** Fails unless something holds, and quotes the value that does not. */
  static void holds(boolean holds, String what, String expected, Object actual) {
    holds(holds, what, expected, Quoted.any(actual));
  }

  /** Fails unless something holds, and says what was found in words. */
  static void holds(boolean holds, String what, String expected, String words) {
    if (!holds) {
      throw new TckFailure(what, expected, words);
    }
  }
}
