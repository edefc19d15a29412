package io.passthrough.azure;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * An identity gave no token. What its source threw is suppressed and not the cause, as the SDK
 * throws causes in the place of what has one.
 */
final class NoToken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the identity service's own sentences hold beyond the reason: a page of JSON. */
  private static final Pattern BODY = Pattern.compile(":? ?[{\\[].*", Pattern.DOTALL);

  /** Whether the source could not be asked; else it refuses, or is not set up. */
  private final boolean unreachable;

  NoToken(String source, Throwable thrown) {
    super("the source of credentials '" + source + "' gives no token" + brackets(thrown));
    addSuppressed(thrown);
    this.unreachable = isUnreachable(thrown);
  }

  /** The one that ended a call, however it was wrapped. */
  static Optional<NoToken> in(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof NoToken none) {
        return Optional.of(none);
      }
    }
    return Optional.empty();
  }

  private static String brackets(Throwable thrown) {
    if (thrown instanceof TimeoutException) {
      return " (no answer within the time limit)";
    }
    String why = BODY.matcher(AzureReasons.innermost(thrown)).replaceFirst("");
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  private static boolean isUnreachable(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof TimeoutException || t instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  boolean isUnreachable() {
    return unreachable;
  }
}
