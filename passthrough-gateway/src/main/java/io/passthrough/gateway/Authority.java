package io.passthrough.gateway;

/**
 * The grammar of a host with an optional port, narrower than RFC 3986: what hosts are made of. Each
 * request has one, so it is read by hand.
 */
final class Authority {

  private static final int MAX_NAME = 255;
  private static final int MIN_ADDRESS = 2;
  private static final int MAX_ADDRESS = 45;
  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 65_535;

  private Authority() {}

  static boolean isValid(String authority) {
    int end = authority.startsWith("[") ? endOfAddress(authority) : endOfName(authority);
    if (end < 0 || end == authority.length()) {
      return end > 0;
    }
    return authority.charAt(end) == ':' && isPort(authority, end + 1);
  }

  private static int endOfName(String authority) {
    int end = 0;
    while (end < authority.length() && isOfName(authority.charAt(end))) {
      end++;
    }
    return end == 0 || end > MAX_NAME ? -1 : end;
  }

  private static int endOfAddress(String authority) {
    int end = 1;
    while (end < authority.length() && isOfAddress(authority.charAt(end))) {
      end++;
    }
    boolean closed = end < authority.length() && authority.charAt(end) == ']';
    return closed && end > MIN_ADDRESS && end <= MAX_ADDRESS + 1 ? end + 1 : -1;
  }

  private static boolean isPort(String authority, int start) {
    int port = 0;
    for (int i = start; i < authority.length(); i++) {
      if (!isDigit(authority.charAt(i))) {
        return false;
      }
      port = port * 10 + authority.charAt(i) - '0';
      if (port > MAX_PORT) {
        return false;
      }
    }
    return authority.length() - start <= MAX_PORT_DIGITS;
  }

  private static boolean isOfName(char c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '~';
  }

  private static boolean isOfAddress(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
