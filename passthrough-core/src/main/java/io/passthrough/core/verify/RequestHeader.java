package io.passthrough.core.verify;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;

/**
 * A field that goes with every request, such as the token that a host behind access control wants.
 *
 * @param name the field's name
 * @param value its value, which is never shown
 */
public record RequestHeader(String name, String value) {

  private static final Set<String> OWN =
      Set.of("accept-encoding", "accept", "origin", "range", "if-none-match", "if-modified-since");

  /**
   * Checks both.
   *
   * @param name the field's name
   * @param value its value
   * @throws PassthroughException when a client may not send it; without the value
   */
  public RequestHeader {
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
      throw illegal(name, "verify sets it itself");
    }
    try {
      HttpRequest.newBuilder().header(name, value);
    } catch (IllegalArgumentException e) {
      throw illegal(name, "no HTTP client may send it, or a character in it is not allowed");
    }
  }

  /**
   * Parses a header as it is written on a command line.
   *
   * @param text such as {@code Authorization: Bearer …}
   * @return the header
   * @throws PassthroughException when it is none
   */
  public static RequestHeader parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new PassthroughException(
          Kind.INPUT,
          "Illegal header: a name, a colon and a value are expected",
          "write it as --header 'Authorization: Bearer …'");
    }
    return new RequestHeader(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  private static PassthroughException illegal(String name, String reason) {
    return new PassthroughException(
        Kind.INPUT, "Illegal header '" + name + "': " + reason, "leave it out, or correct it");
  }

  /** Returns the name, without the value. */
  @Override
  public String toString() {
    return name + ": ***";
  }
}
