package io.passthrough.gcs;

import com.google.cloud.storage.StorageException;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.conn.ConnectTimeoutException;

/**
 * Maps the SDK's failures to kinds: the only place that does.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/status-codes">Status and error
 *     codes</a>
 */
final class GcsErrors {

  /** A request for fewer calls may also have the status of a missing right. */
  private static final Set<String> FEWER_CALLS =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded");

  /** A rule of the bucket, or a hold of its own, keeps an object from being deleted or replaced. */
  private static final Set<String> KEPT =
      Set.of("retentionPolicyNotMet", "objectUnderActiveHold", "objectRetentionConfigNotMet");

  private static final Pattern PERMISSION = Pattern.compile("storage\\.[a-z]+\\.[a-zA-Z]+");

  private final String store;
  private final boolean forbiddenAsMissing;

  GcsErrors(GcsOptions options) {
    this.store = options.store();
    this.forbiddenAsMissing = options.forbiddenAsMissing();
  }

  AssetStoreException.Builder failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, store);
  }

  AssetStoreException of(String operation, GcsFailure e) {
    return of(operation, Optional.empty(), e.thrown());
  }

  AssetStoreException of(String operation, AssetKey key, GcsFailure e) {
    return of(operation, Optional.of(key), e.thrown());
  }

  /** A failure that one key of a batch had. */
  AssetStoreException ofDelete(AssetKey key, StorageException e) {
    return of("delete", Optional.of(key), e);
  }

  /** A failed put, which may have been carried out all the same. */
  AssetStoreException ofPut(AssetKey key, GcsFailure e) {
    if (!e.uncertain()) {
      return of("put", key, e);
    }
    keepInterrupt(e.thrown());
    return failure(Kind.OUTCOME_UNKNOWN, "put")
        .key(key)
        .cause(e.thrown())
        .because(reason(e.thrown()));
  }

  /** Whether a key is missing, as far as the answer tells. */
  boolean isMissing(StorageException e) {
    return switch (e.getCode()) {
      case 404 -> true;
      case 401, 403 -> forbiddenAsMissing && isDenied(e);
      default -> false;
    };
  }

  /** Whether a right is missing, and not patience or a payment. */
  static boolean isDenied(StorageException e) {
    boolean refused = e.getCode() == 401 || e.getCode() == 403;
    return refused && !FEWER_CALLS.contains(why(e)) && !KEPT.contains(why(e));
  }

  /** Makes one type of whatever a call threw. */
  static StorageException unified(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof StorageException own) {
        return own;
      }
    }
    return new StorageException(0, String.valueOf(e.getMessage()), e);
  }

  /** Whether the same request may succeed in a moment. */
  static boolean mayPass(StorageException e) {
    return switch (e.getCode()) {
      case 408, 429, 500, 502, 503, 504 -> true;
      case 403 -> FEWER_CALLS.contains(why(e));
      default -> isSilent(e) && silenceMayPass(e);
    };
  }

  /** Whether there was no answer, or none that could be read. */
  private static boolean isSilent(StorageException e) {
    return e.getCode() < 300;
  }

  /** The SDK's own faults, such as an answer that it cannot understand, stay as they are. */
  private static boolean silenceMayPass(Throwable thrown) {
    boolean line = false;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof CredentialsException credentials) {
        return credentials.isUnreachable();
      }
      if (t instanceof InterruptedCallException || t instanceof SSLHandshakeException) {
        return false;
      }
      line |= t instanceof IOException;
    }
    return line && !Thread.currentThread().isInterrupted();
  }

  /** Whether the server may have done what it was asked although no answer tells. */
  static boolean mayBeApplied(StorageException e) {
    return isSilent(e) && !isBeforeArrival(e);
  }

  /** Whether a failure comes from before a request was sent. */
  static boolean isBeforeArrival(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof ConnectTimeoutException
          || t instanceof UnknownHostException
          || t instanceof NoRouteToHostException
          || t instanceof SSLHandshakeException
          || t instanceof CredentialsException
          || t instanceof InterruptedCallException) {
        return true;
      }
    }
    return false;
  }

  private AssetStoreException of(String operation, Optional<AssetKey> key, StorageException e) {
    Kind kind = kind(operation, e);
    AssetStoreException.Builder builder = failure(kind, operation).cause(e);
    key.ifPresent(builder::key);
    if (keepInterrupt(e)) {
      builder.retryable(false);
    }
    return builder.because(reason(kind, e));
  }

  private Kind kind(String operation, StorageException e) {
    if (isSilent(e)) {
      return silentKind(e);
    }
    boolean reading = operation.equals("stat") || operation.equals("read");
    if (reading && isMissing(e)) {
      return Kind.NOT_FOUND;
    }
    if (FEWER_CALLS.contains(why(e))) {
      return Kind.THROTTLED;
    }
    return switch (e.getCode()) {
      case 401, 403 -> Kind.ACCESS_DENIED;
      case 412 -> Kind.CONDITION_FAILED;
      case 429 -> Kind.THROTTLED;
      case 405, 501 -> Kind.UNSUPPORTED;
      case 301, 302, 307, 308, 404, 408, 409 -> Kind.UNAVAILABLE;
      default -> e.getCode() >= 500 ? Kind.UNAVAILABLE : refusedKind(e);
    };
  }

  private static Kind silentKind(StorageException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CredentialsException credentials) {
        return credentials.isUnreachable() ? Kind.UNAVAILABLE : Kind.ACCESS_DENIED;
      }
    }
    return Kind.UNAVAILABLE;
  }

  private static Kind refusedKind(StorageException e) {
    return isWithoutProject(e) ? Kind.ACCESS_DENIED : Kind.INVALID;
  }

  private static boolean isWithoutProject(StorageException e) {
    String said = (why(e) + " " + e.getMessage()).toLowerCase(Locale.ROOT);
    return e.getCode() == 400
        && (said.contains("userprojectmissing") || said.contains("requester pays"));
  }

  /** Whether an interrupt ended the call; the thread's flag stays set. */
  private static boolean keepInterrupt(Throwable e) {
    boolean interrupted = Thread.currentThread().isInterrupted();
    for (Throwable t = e; t != null; t = t.getCause()) {
      interrupted |= t instanceof InterruptedException || t instanceof InterruptedCallException;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }

  private static String reason(Kind kind, StorageException e) {
    return switch (kind) {
      case NOT_FOUND -> "no such object";
      case CONDITION_FAILED -> "another object is already there";
      default -> reason(e);
    };
  }

  private static String reason(StorageException e) {
    if (isSilent(e)) {
      return innermost(e);
    }
    String why = why(e);
    String brackets = why.isEmpty() ? "" : " (" + why + ")";
    return "the server answered " + e.getCode() + brackets + hint(e);
  }

  private static String hint(StorageException e) {
    if (isWithoutProject(e)) {
      return ", the bucket's requester pays: set the option 'project'";
    }
    if (KEPT.contains(why(e))) {
      return ", a retention policy or a hold keeps the object";
    }
    if (isDenied(e)) {
      return isPage(e) ? ", with a page as of a proxy or a firewall" : permission(e);
    }
    return e.getCode() == 404 ? ", there is no such bucket" : "";
  }

  private static boolean isPage(StorageException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("<html") || message.contains("<!doctype");
  }

  private static String permission(StorageException e) {
    Matcher found = PERMISSION.matcher(String.valueOf(e.getMessage()));
    return found.find() ? ", the permission " + found.group() + " is missing" : "";
  }

  private static String why(StorageException e) {
    return e.getReason() == null ? "" : e.getReason();
  }

  /** The innermost cause says what happened; the SDK's own sentences hold addresses. */
  static String innermost(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null && !(inner instanceof CredentialsException)) {
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
