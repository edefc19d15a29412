package io.passthrough.gateway;

import java.util.regex.Pattern;

/** The grammar of a host with an optional port, narrower than RFC 3986: what hosts are made of. */
final class Authority {

  private static final Pattern GRAMMAR =
      Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{0,5}))?");

  private static final int MAX_PORT = 65_535;

  private Authority() {}

  static boolean isValid(String authority) {
    var matcher = GRAMMAR.matcher(authority);
    if (!matcher.matches()) {
      return false;
    }
    String port = matcher.group(1);
    return port == null || port.isEmpty() || Integer.parseInt(port) <= MAX_PORT;
  }
}
