package io.passthrough.core.rewrite;

/** The encoded length of characters in UTF-8 (RFC 3629, section 3). */
final class Utf8 {

  private Utf8() {}

  /** Returns how many bytes a character takes, 1 to 4. */
  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  /** Returns how many bytes a text takes that splits no pair of surrogates. */
  static long length(String text) {
    return text.codePoints().mapToLong(Utf8::length).sum();
  }
}
