package io.passthrough.core.serving;

/** Comparing entity tags (RFC 9110, section 8.8.3). */
final class EntityTags {

  private EntityTags() {}

  /**
   * Returns whether a list, or {@code *}, names a representation.
   *
   * @param list the field's value; what follows its first fault is not read
   * @param etag the representation's tag, strong, with its quotes
   * @param weakly whether {@code W/"x"} names {@code "x"}
   */
  static boolean match(String list, String etag, boolean weakly) {
    if (list.trim().equals("*")) {
      return true;
    }
    int at = skipBlank(list, 0);
    while (at < list.length()) {
      boolean weak = list.startsWith("W/", at);
      int open = weak ? at + 2 : at;
      int end = end(list, open);
      if (end < 0) {
        return false;
      }
      if ((weakly || !weak) && list.substring(open, end).equals(etag)) {
        return true;
      }
      int next = skipBlank(list, end);
      if (next < list.length() && list.indexOf(',', end) >= next) {
        return false;
      }
      at = next;
    }
    return false;
  }

  /** Returns whether a value is this strong tag and nothing else (RFC 9110, section 13.1.5). */
  static boolean isExactly(String value, String etag) {
    return value.trim().equals(etag);
  }

  /** Returns where the quoted tag that opens here ends, or -1. */
  private static int end(String list, int open) {
    if (open >= list.length() || list.charAt(open) != '"') {
      return -1;
    }
    for (int i = open + 1; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c <= 0x20 || c == 0x7f) {
        return -1;
      }
    }
    return -1;
  }

  private static int skipBlank(String list, int from) {
    int at = from;
    while (at < list.length() && " \t,".indexOf(list.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
