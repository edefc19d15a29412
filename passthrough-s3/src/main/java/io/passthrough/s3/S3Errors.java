package io.passthrough.s3;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Maps the SDK's failures to kinds: the only place that does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class S3Errors {

  private static final String NO_BUCKET = "NoSuchBucket";

  /** Codes of a credential that was right once; their status is 400. */
  private static final Set<String> STALE_CREDENTIALS =
      Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired");

  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "RequestTimeTooSkewed", "InternalError");

  /** The HTTP client's own types for what happens before a request is sent; not on our path. */
  private static final Set<String> BEFORE_ARRIVAL =
      Set.of("ConnectTimeoutException", "ConnectionRequestTimeoutException");

  private final String store;
  private final boolean forbiddenAsMissing;

  S3Errors(S3Options options) {
    this.store = options.store();
    this.forbiddenAsMissing = options.forbiddenAsMissing();
  }

  AssetStoreException.Builder failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, store);
  }

  AssetStoreException of(String operation, SdkException e) {
    return of(operation, Optional.empty(), e);
  }

  AssetStoreException of(String operation, AssetKey key, SdkException e) {
    return of(operation, Optional.of(key), e);
  }

  /**
   * A failed put.
   *
   * @param uncertain whether one of its attempts may have been applied
   */
  AssetStoreException ofPut(AssetKey key, SdkException e, boolean uncertain) {
    if (!uncertain) {
      return of("put", key, e);
    }
    keepInterrupt(e);
    return failure(Kind.OUTCOME_UNKNOWN, "put").key(key).cause(e).because(reason(e));
  }

  /** A failure that one key of a batch had. */
  AssetStoreException of(AssetKey key, S3Error error) {
    String code = String.valueOf(error.code());
    Kind kind =
        switch (code) {
          case "AccessDenied" -> Kind.ACCESS_DENIED;
          case "SlowDown", "ServiceUnavailable" -> Kind.THROTTLED;
          default -> Kind.UNAVAILABLE;
        };
    return failure(kind, "delete").key(key).because("the server answered " + code);
  }

  /** Whether a key is missing, as far as the answer tells: a HEAD says no more than its status. */
  boolean isMissing(SdkException e) {
    if (!(e instanceof S3Exception service)) {
      return false;
    }
    return switch (service.statusCode()) {
      case 404 -> !NO_BUCKET.equals(code(service));
      case 403 -> forbiddenAsMissing;
      default -> false;
    };
  }

  static boolean isUnsatisfiable(SdkException e) {
    return e instanceof S3Exception service && service.statusCode() == 416;
  }

  /** A conflict of two writers stored nothing. */
  static boolean isConflict(Throwable thrown) {
    return thrown instanceof S3Exception service && service.statusCode() == 409;
  }

  /** A bucket without lifecycle rules answers a question for them with an error. */
  static boolean isWithoutRules(AwsServiceException e) {
    return code(e).equals("NoSuchLifecycleConfiguration");
  }

  /** The server does not know this kind of request. */
  static boolean isUnknownRequest(AwsServiceException e) {
    return e.statusCode() == 501 || e.statusCode() == 405;
  }

  /**
   * Whether the server may have done what it was asked although the attempt failed. The end of an
   * upload in parts can fail in the body of an answer that says 200.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">
   *     CompleteMultipartUpload</a>
   */
  static boolean mayBeApplied(Throwable thrown) {
    if (!(thrown instanceof AwsServiceException service)) {
      return !isBeforeArrival(thrown);
    }
    int status = service.statusCode();
    return status < 300 || (status >= 500 && status != 503 && !isUnknownRequest(service));
  }

  private static boolean isBeforeArrival(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof UnknownHostException
          || t instanceof NoRouteToHostException
          || t instanceof SSLHandshakeException
          || t instanceof UploadSource.Unreadable
          || t instanceof NoCredentials
          || BEFORE_ARRIVAL.contains(t.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  private AssetStoreException of(String operation, Optional<AssetKey> key, SdkException e) {
    Kind kind = e instanceof AwsServiceException service ? kind(operation, service) : clientKind(e);
    AssetStoreException.Builder builder = failure(kind, operation).cause(e);
    key.ifPresent(builder::key);
    if (keepInterrupt(e) || isArchived(e)) {
      builder.retryable(false);
    }
    return builder.because(reason(kind, e));
  }

  private Kind kind(String operation, AwsServiceException e) {
    boolean reading = operation.equals("stat") || operation.equals("read");
    if (reading && isMissing(e)) {
      return Kind.NOT_FOUND;
    }
    if (isAboutCredentials(e)) {
      return Kind.ACCESS_DENIED;
    }
    if (PASSING.contains(code(e)) || isArchived(e) || !(e instanceof S3Exception)) {
      return Kind.UNAVAILABLE;
    }
    return switch (e.statusCode()) {
      case 401, 403 -> Kind.ACCESS_DENIED;
      case 412 -> Kind.CONDITION_FAILED;
      case 429, 503 -> Kind.THROTTLED;
      case 405, 501 -> Kind.UNSUPPORTED;
      case 301, 307, 404, 409 -> Kind.UNAVAILABLE;
      default -> e.statusCode() >= 500 ? Kind.UNAVAILABLE : Kind.INVALID;
    };
  }

  /** The service that gives credentials out refuses, or S3 does because they are old. */
  private static boolean isAboutCredentials(AwsServiceException e) {
    boolean refused = e.statusCode() >= 400 && e.statusCode() < 500;
    return STALE_CREDENTIALS.contains(code(e)) || (refused && !(e instanceof S3Exception));
  }

  private static boolean isArchived(SdkException e) {
    return e instanceof AwsServiceException service && code(service).equals("InvalidObjectState");
  }

  private static Kind clientKind(SdkException e) {
    return e instanceof NoCredentials none && !none.isUnreachable()
        ? Kind.ACCESS_DENIED
        : Kind.UNAVAILABLE;
  }

  /** Whether an interrupt ended the call; the thread's flag stays set. */
  private static boolean keepInterrupt(SdkException e) {
    boolean interrupted = e instanceof AbortedException || Thread.currentThread().isInterrupted();
    for (Throwable t = e; t != null; t = t.getCause()) {
      interrupted |= t instanceof InterruptedException;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }

  private static String reason(Kind kind, SdkException e) {
    return switch (kind) {
      case NOT_FOUND -> "no such object";
      case CONDITION_FAILED -> "another object is already there";
      default -> reason(e);
    };
  }

  private static String reason(SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return clientReason(e);
    }
    String code = code(service);
    String who = e instanceof S3Exception ? "the server" : "the service of credentials";
    String brackets = code.isEmpty() ? "" : " (" + code + ")";
    return who + " answered " + service.statusCode() + brackets + hint(service);
  }

  private static String hint(AwsServiceException e) {
    if (e.statusCode() == 301 || code(e).equals("AuthorizationHeaderMalformed")) {
      return ", as for a bucket in another region";
    }
    return code(e).equals(NO_BUCKET) ? ", there is no such bucket" : "";
  }

  static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  /** The innermost cause says what happened; the SDK's own sentences hold addresses and hints. */
  private static String clientReason(SdkException e) {
    return e instanceof NoCredentials ? String.valueOf(e.getMessage()) : innermost(e);
  }

  static String innermost(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = inner.getMessage();
    if (message == null || message.isBlank()) {
      return inner.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse(message);
    int end = line.indexOf(". ");
    String sentence = end < 0 ? line : line.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
