package io.passthrough.gateway;

import io.passthrough.core.serving.Field;

/** The grammar of field lines (RFC 9112, section 5). */
final class FieldLine {

  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c = '!'; c <= '~'; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
  }

  private FieldLine() {}

  /** Parses a line that holds no control characters but tabs. */
  static Field parse(String line) throws BadRequestException {
    int colon = line.indexOf(':');
    if (colon < 0 || !isToken(line, colon)) {
      throw BadRequestException.badRequest();
    }
    return new Field(line.substring(0, colon), trim(line, colon + 1));
  }

  /** Returns whether the first {@code end} characters are a token (RFC 9110, section 5.6.2). */
  static boolean isToken(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (!TOKEN[text.charAt(i)]) {
        return false;
      }
    }
    return end > 0;
  }

  private static String trim(String line, int from) {
    int start = from;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
