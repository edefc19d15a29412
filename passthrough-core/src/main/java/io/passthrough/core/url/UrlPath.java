package io.passthrough.core.url;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of paths and queries (RFC 3986, section 2.1). */
public final class UrlPath {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String KEPT = "-._~/";
  private static final String UNSAFE_IN_QUERY = "\"<>[\\]^`{|}";

  private UrlPath() {}

  /**
   * Encodes all but unreserved characters (RFC 3986, section 2.3) and slashes.
   *
   * @param path a path
   * @return the path as it stands in a URL
   */
  public static String encode(String path) {
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (isKept(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  /**
   * Encodes what RFC 3986, section 3.4, does not allow in a query, of printable characters.
   *
   * @param query a query as received
   * @return the query as it stands in a URL
   */
  public static String encodeQuery(String query) {
    StringBuilder encoded = new StringBuilder(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (UNSAFE_IN_QUERY.indexOf(c) >= 0) {
        encoded.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  /**
   * Returns whether a path is written in one way only.
   *
   * @param path a path
   * @return whether encoding changes nothing
   */
  public static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) > 0x7f || !isKept((byte) path.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKept(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || KEPT.indexOf(octet) >= 0;
  }
}
