package io.passthrough.gateway;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The messages of an address that cannot be listened on. */
final class ListenFailure {

  private static final int MAX_PORT = 65_535;

  private ListenFailure() {}

  static InetAddress resolve(String address, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot listen on '" + address + ':' + port + "': the port is out of range",
          "Choose a port from 0 to 65535; 0 picks a free one");
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw failure(address, port, "no such address", "Give an address of this machine", e);
    }
  }

  static PassthroughException of(String address, int port, @Nullable Throwable cause) {
    String reason = String.valueOf(cause == null ? null : cause.getMessage());
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("in use")) {
      String next = "Stop the program that uses it, or choose another port; 0 picks a free one";
      return failure(address, port, "the port is in use", next, cause);
    }
    if (words.contains("denied") || words.contains("not permitted")) {
      String next = "Choose a port above 1023, or start with the right to use lower ones";
      return failure(address, port, "not permitted", next, cause);
    }
    if (words.contains("assign")) {
      String next = "Give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all";
      return failure(address, port, "not an address of this machine", next, cause);
    }
    return failure(address, port, reason, "Choose another address or port", cause);
  }

  private static PassthroughException failure(
      String address, int port, String reason, String next, @Nullable Throwable cause) {
    String message = "Cannot listen on '" + address + ':' + port + "': " + reason;
    return new PassthroughException(Kind.IO, message, next, cause);
  }
}
