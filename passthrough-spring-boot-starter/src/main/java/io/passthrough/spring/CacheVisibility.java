package io.passthrough.spring;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A rewrite of Cache-Control: what needs a login may be kept by the browser that asked for it, and
 * by no cache that others share (RFC 9111, section 5.2.2.7). Thread-safe.
 */
final class CacheVisibility {

  private static final String PUBLIC = "public";
  private static final String PRIVATE = "private";

  private final AnonymousAccess access;

  CacheVisibility(AnonymousAccess access) {
    this.access = access;
  }

  /** Returns the value for the answer to a request. */
  String of(HttpServletRequest request, String cacheControl) {
    if (cacheControl.contains("no-store") || access.isAllowed(request)) {
      return cacheControl;
    }
    return cacheControl.startsWith(PUBLIC)
        ? PRIVATE + cacheControl.substring(PUBLIC.length())
        : PRIVATE + ", " + cacheControl;
  }
}
