package io.passthrough.gateway;

/** The forms of a request target (RFC 9112, section 3.2). */
final class RequestTarget {

  private RequestTarget() {}

  /**
   * Returns a target as a path with an optional query, whose grammar is not looked at here. The
   * absolute form is accepted with any valid authority, which is then ignored, as Host is.
   */
  static String originForm(String method, String target) throws BadRequestException {
    if (!isVisible(target)) {
      throw BadRequestException.badRequest();
    }
    if (target.startsWith("/") || (target.equals("*") && method.equals("OPTIONS"))) {
      return target;
    }
    return fromAbsolute(target);
  }

  private static boolean isVisible(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return !target.isEmpty();
  }

  private static String fromAbsolute(String target) throws BadRequestException {
    int authority = authorityOf(target);
    int end = authority;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    if (!Authority.isValid(target.substring(authority, end))) {
      throw BadRequestException.badRequest();
    }
    String rest = target.substring(end);
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static int authorityOf(String target) throws BadRequestException {
    for (String scheme : new String[] {"http://", "https://"}) {
      if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    throw BadRequestException.badRequest();
  }
}
