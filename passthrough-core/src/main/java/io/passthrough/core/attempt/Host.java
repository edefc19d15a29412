package io.passthrough.core.attempt;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine that writes. */
final class Host {

  private static final String UNKNOWN = "unknown";

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }
}
