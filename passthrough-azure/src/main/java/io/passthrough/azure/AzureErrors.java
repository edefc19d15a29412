package io.passthrough.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * Maps failures to kinds, by the service's code and not by the status alone: the only place that
 * does.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes">Blob
 *     Storage error codes</a>
 */
final class AzureErrors {

  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  /** The bytes that arrived were not those that were sent, and nothing was stored. */
  private static final Set<String> DAMAGED = Set.of("Md5Mismatch", "Crc64Mismatch");

  /** Another writer of the same name discarded the blocks; nothing was stored. */
  static final String NO_BLOCKS = "InvalidBlockList";

  private static final Set<String> DENIED =
      Set.of(
          "AuthenticationFailed",
          "AuthorizationFailure",
          "AuthorizationPermissionMismatch",
          "AuthorizationResourceTypeMismatch",
          "InvalidAuthenticationInfo",
          "NoAuthenticationInformation",
          "BlobImmutableDueToPolicy",
          "UnauthorizedBlobOverwrite");

  /** What a put only if absent is answered for an object that is there. */
  private static final Set<String> THERE =
      Set.of(
          "BlobAlreadyExists",
          "ConditionNotMet",
          "BlobArchived",
          "BlobBeingRehydrated",
          "BlobImmutableDueToPolicy",
          "InvalidBlobType",
          "LeaseIdMissing",
          "UnauthorizedBlobOverwrite");

  /** It may pass, but not within a call. */
  private static final Set<String> LASTING =
      Set.of("BlobArchived", "BlobBeingRehydrated", "InvalidBlobType");

  private final String store;
  private final AzureReasons reasons;

  AzureErrors(AzureOptions options) {
    this.store = options.store();
    this.reasons = new AzureReasons(options);
  }

  AssetStoreException.Builder failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, store);
  }

  AssetStoreException of(String operation, RuntimeException e) {
    return of(operation, Optional.empty(), e);
  }

  AssetStoreException of(String operation, AssetKey key, RuntimeException e) {
    return of(operation, Optional.of(key), e);
  }

  /** A failed put. */
  AssetStoreException ofPut(AssetKey key, PutCondition condition, CallFailure e) {
    RuntimeException thrown = e.thrown();
    boolean uncertain = e.uncertain();
    if (uncertain) {
      keepInterrupt(thrown);
      return failure(Kind.OUTCOME_UNKNOWN, "put")
          .key(key)
          .cause(thrown)
          .because(reasons.of(thrown));
    }
    if (condition == PutCondition.IF_ABSENT && THERE.contains(code(thrown))) {
      return failure(Kind.CONDITION_FAILED, "put")
          .key(key)
          .cause(thrown)
          .because("another object is already there");
    }
    return of("put", key, thrown);
  }

  private AssetStoreException of(String operation, Optional<AssetKey> key, RuntimeException e) {
    RuntimeException thrown = e instanceof CallFailure call ? call.thrown() : e;
    boolean reading = operation.equals("stat") || operation.equals("read");
    Kind kind = reading && isMissing(thrown) ? Kind.NOT_FOUND : kind(thrown);
    AssetStoreException.Builder builder = failure(kind, operation).cause(thrown);
    key.ifPresent(builder::key);
    if (keepInterrupt(thrown) || LASTING.contains(code(thrown))) {
      builder.retryable(false);
    }
    return builder.because(kind == Kind.NOT_FOUND ? "no such object" : reasons.of(thrown));
  }

  private static Kind kind(RuntimeException e) {
    if (!(e instanceof BlobStorageException service)) {
      boolean refused = NoToken.in(e).filter(none -> !none.isUnreachable()).isPresent();
      return refused ? Kind.ACCESS_DENIED : Kind.UNAVAILABLE;
    }
    String code = code(service);
    if (DENIED.contains(code)) {
      return Kind.ACCESS_DENIED;
    }
    if (DAMAGED.contains(code) || code.equals(NO_BLOCKS)) {
      return Kind.UNAVAILABLE;
    }
    return switch (service.getStatusCode()) {
      case 401, 403, 407 -> Kind.ACCESS_DENIED;
      case 429, 503 -> Kind.THROTTLED;
      case 405, 501 -> Kind.UNSUPPORTED;
      case 400, 413, 414, 416 -> Kind.INVALID;
      default -> Kind.UNAVAILABLE;
    };
  }

  /** Only the service's own word makes an object missing: neither a container's nor a proxy's. */
  static boolean isMissing(RuntimeException e) {
    return code(e).equals(BlobErrorCode.BLOB_NOT_FOUND.toString());
  }

  static boolean isContainerMissing(RuntimeException e) {
    return code(e).equals(BlobErrorCode.CONTAINER_NOT_FOUND.toString());
  }

  /** The credentials are good, and lack a right. */
  static boolean isDenied(RuntimeException e) {
    return e instanceof BlobStorageException service
        && service.getStatusCode() == 403
        && code(e).startsWith("Authorization");
  }

  /** The server does not know this kind of request. */
  static boolean isUnknownRequest(RuntimeException e) {
    return e instanceof BlobStorageException service
        && (service.getStatusCode() == 501 || service.getStatusCode() == 405);
  }

  static boolean isUnsatisfiable(RuntimeException e) {
    return e instanceof BlobStorageException service && service.getStatusCode() == 416;
  }

  /** Whether the same request may work a moment later. */
  static boolean isPassing(RuntimeException e) {
    if (e instanceof BlobStorageException service) {
      return PASSING.contains(service.getStatusCode()) || DAMAGED.contains(code(service));
    }
    return !isInterrupt(e) && isOfTheLine(e);
  }

  /** A broken line and nothing else: not what a content or a source of tokens threw. */
  private static boolean isOfTheLine(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UploadSource.Unreadable
          || t instanceof NoToken
          || t instanceof UnknownHostException
          || t instanceof UnresolvedAddressException
          || t instanceof AzureConnections.NoConnection
          || t instanceof SSLHandshakeException) {
        return false;
      }
    }
    return hasCause(e, IOException.class);
  }

  /** Whether the server may have done what it was asked although the attempt failed. */
  static boolean mayBeApplied(RuntimeException e) {
    if (!(e instanceof BlobStorageException service)) {
      return !isBeforeArrival(e);
    }
    int status = service.getStatusCode();
    return status < 300 || (status >= 500 && status != 503 && status != 501);
  }

  private static boolean isBeforeArrival(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConnectException
          || t instanceof HttpConnectTimeoutException
          || t instanceof UnknownHostException
          || t instanceof UnresolvedAddressException
          || t instanceof NoRouteToHostException
          || t instanceof SSLHandshakeException
          || t instanceof AzureConnections.NoConnection
          || t instanceof UploadSource.Unreadable
          || t instanceof NoToken) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInterrupt(Throwable e) {
    return Thread.currentThread().isInterrupted() || hasCause(e, InterruptedException.class);
  }

  /** Whether an interrupt ended the call; the thread's flag stays set. */
  static boolean keepInterrupt(Throwable e) {
    boolean interrupted = isInterrupt(e);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }

  /** The service's code, or nothing where somebody else has answered. */
  static String code(Throwable e) {
    return e instanceof BlobStorageException service
        ? Optional.ofNullable(header(service, "x-ms-error-code")).orElse("")
        : "";
  }

  private static String header(BlobStorageException service, String name) {
    HttpHeaders headers = service.getResponse().getHeaders();
    return headers.getValue(HttpHeaderName.fromString(name));
  }
}
