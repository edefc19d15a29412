package io.passthrough.gcs;

import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.http.conn.ConnectTimeoutException;

/** A source of credentials gave none. */
final class CredentialsException extends IOException {

  private static final long serialVersionUID = 1L;

  CredentialsException(String source, Throwable cause) {
    super(
        "the source of credentials "
            + source
            + " gives none ("
            + GcsErrors.innermost(cause)
            + ")"
            + hint(cause),
        cause);
  }

  /** A key's signature has a time, which the server compares with its own. */
  private static String hint(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("reasonable timeframe") || message.contains("iat and exp")) {
        return ", as when this machine's clock is wrong";
      }
    }
    return "";
  }

  /** Whether the source could not be asked; else it has none, or is not set up. */
  boolean isUnreachable() {
    for (Throwable t = getCause(); t != null; t = t.getCause()) {
      if (t instanceof HttpResponseException answer) {
        return answer.getStatusCode() >= 500 || answer.getStatusCode() == 429;
      }
      if (t instanceof SocketException
          || t instanceof SocketTimeoutException
          || t instanceof ConnectTimeoutException
          || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
