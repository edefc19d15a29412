package io.passthrough.core.fingerprint;

/** Kinds of characters in names. */
final class Letters {

  static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

  private Letters() {}

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isDash(char c) {
    return c == '-' || c == '_';
  }

  static boolean hasLower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLower(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean hasUpper(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUpper(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** How many digits a text has. */
  static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
