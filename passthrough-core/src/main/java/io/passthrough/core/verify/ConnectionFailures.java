package io.passthrough.core.verify;

import io.passthrough.core.verify.UnansweredException.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLException;

/** What the client's exceptions mean. */
final class ConnectionFailures {

  private static final List<Class<? extends Throwable>> UNREACHABLE =
      List.of(
          ConnectException.class,
          HttpConnectTimeoutException.class,
          NoRouteToHostException.class,
          UnknownHostException.class,
          UnresolvedAddressException.class);

  private ConnectionFailures() {}

  static UnansweredException of(URI uri, Throwable failure) {
    String host = uri.getRawAuthority();
    if (has(failure, UnknownHostException.class)
        || has(failure, UnresolvedAddressException.class)) {
      return new UnansweredException(
          Reason.UNREACHABLE, "the host '" + uri.getHost() + "' is not known", failure);
    }
    if (has(failure, SSLException.class)) {
      return new UnansweredException(
          Reason.UNTRUSTED, "no TLS connection to '" + host + "': " + detail(failure), failure);
    }
    if (UNREACHABLE.stream().anyMatch(type -> has(failure, type))) {
      return new UnansweredException(
          Reason.UNREACHABLE, "no connection to '" + host + "': " + detail(failure), failure);
    }
    return new UnansweredException(
        Reason.BROKEN, "the connection ended without an answer: " + detail(failure), failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the innermost message, which says most; a client's refusal may have none. */
  private static String detail(Throwable failure) {
    String detail =
        has(failure, ConnectException.class)
            ? "it was refused; perhaps nothing listens there"
            : failure.getClass().getSimpleName();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = each.getMessage();
      boolean isOfCause = String.valueOf(each.getCause()).equals(message);
      detail = message == null || isOfCause ? detail : message;
    }
    return detail;
  }
}
