package io.passthrough.tck;

import java.util.Arrays;

/** The assertions of the cases: each throws a {@link TckFailure} that quotes both sides. */
final class Expect {

  private Expect() {}

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
