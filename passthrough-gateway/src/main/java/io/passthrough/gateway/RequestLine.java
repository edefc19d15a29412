package io.passthrough.gateway;

/**
 * The first line of a request (RFC 9112, section 3).
 *
 * @param method the method, case-sensitive
 * @param target the target in origin form, or {@code *}
 * @param persistent whether the version keeps connections unless told otherwise: not HTTP/1.0
 */
record RequestLine(String method, String target, boolean persistent) {

  static RequestLine parse(String line) throws BadRequestException {
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first < 0 || first == last || !FieldLine.isToken(line, first)) {
      throw BadRequestException.badRequest();
    }
    boolean persistent = isPersistent(line.substring(last + 1));
    String method = line.substring(0, first);
    String target = line.substring(first + 1, last);
    if (target.length() > Limits.TARGET_BYTES) {
      throw BadRequestException.targetTooLong();
    }
    return new RequestLine(method, RequestTarget.originForm(method, target), persistent);
  }

  /** A higher minor version is spoken to as 1.1 (RFC 9110, section 2.5). */
  private static boolean isPersistent(String version) throws BadRequestException {
    if (version.equals("HTTP/1.1")) {
      return true;
    }
    if (version.length() != 8
        || !version.startsWith("HTTP/")
        || !isDigit(version.charAt(5))
        || version.charAt(6) != '.'
        || !isDigit(version.charAt(7))
        || version.charAt(5) == '0') {
      throw BadRequestException.badRequest();
    }
    if (version.charAt(5) != '1') {
      throw BadRequestException.versionNotSupported();
    }
    return version.charAt(7) != '0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
