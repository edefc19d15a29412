package io.passthrough.s3;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A source of credentials gave none. */
final class NoCredentials extends SdkClientException {

  private static final long serialVersionUID = 1L;

  /** How the SDK's own objects print themselves, pages long. */
  private static final Pattern PRINTED = Pattern.compile(":? [A-Z]\\w+\\(.*");

  NoCredentials(String source, Throwable cause) {
    super(
        builder()
            .message("the source of credentials '" + source + "' gives none" + brackets(cause))
            .cause(cause));
  }

  private static String brackets(Throwable cause) {
    String why = PRINTED.matcher(S3Errors.innermost(cause)).replaceFirst("");
    return why.isEmpty() ? "" : " (" + why + ")";
  }

  /** Whether the source could not be asked; else it has none, or is not set up. */
  boolean isUnreachable() {
    for (Throwable t = getCause(); t != null; t = t.getCause()) {
      if (t instanceof SocketException
          || t instanceof SocketTimeoutException
          || t instanceof UnknownHostException
          || t instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
