package io.passthrough.core.verify;

import java.util.Locale;
import java.util.Set;

/** Comparison of media types without their parameters (RFC 9110, section 8.3.1). */
final class MediaType {

  static final String HTML = "text/html";

  private static final Set<String> SCRIPTS =
      Set.of("text/javascript", "application/javascript", "application/x-javascript");
  private static final Set<String> SMALLER_WHEN_CODED =
      Set.of(
          "application/json",
          "application/manifest+json",
          "application/wasm",
          "application/xml",
          "image/svg+xml",
          "image/x-icon",
          "image/vnd.microsoft.icon",
          "font/ttf",
          "font/otf");

  private MediaType() {}

  /** Returns type and subtype in small letters. */
  static String essence(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Returns whether both mean the same to a browser. */
  static boolean isSame(String one, String other) {
    String left = essence(one);
    String right = essence(other);
    return left.equals(right) || (SCRIPTS.contains(left) && SCRIPTS.contains(right));
  }

  /** Returns whether servers and CDNs compress such a type on their own. */
  static boolean isCompressible(String type) {
    String essence = essence(type);
    return essence.startsWith("text/")
        || SCRIPTS.contains(essence)
        || SMALLER_WHEN_CODED.contains(essence);
  }
}
