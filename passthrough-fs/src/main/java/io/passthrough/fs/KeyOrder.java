package io.passthrough.fs;

/** The order of UTF-8 bytes, on texts. */
final class KeyOrder {

  private KeyOrder() {}

  static int compare(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int i = 0; i < shared; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(rank(one.charAt(i)), rank(other.charAt(i)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  // A surrogate stands for a character beyond all those that are one char long.
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x1_0000 : c;
  }
}
