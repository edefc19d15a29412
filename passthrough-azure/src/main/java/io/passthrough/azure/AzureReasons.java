package io.passthrough.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import io.passthrough.azure.AzureCredential.Sas;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Says in a line why a call failed. The SDK's own sentences are lines of XML with addresses. */
final class AzureReasons {

  /**
   * The service takes a request that is signed within 15 minutes of its clock.
   *
   * @see <a href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key">
   *     Specifying the Date header</a>
   */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final String NOT_AUTHENTICATED = "AuthenticationFailed";

  private static final Map<String, String> HINTS =
      Map.of(
          "ContainerNotFound", ", there is no such container",
          "ContainerBeingDeleted", ", the container is being deleted",
          "AuthorizationPermissionMismatch", ", the right is missing",
          "AuthorizationFailure", ", as for a right that is missing or a firewall of the account",
          "BlobImmutableDueToPolicy", ", an immutability policy or a legal hold protects it",
          "UnauthorizedBlobOverwrite", ", the right to overwrite is missing",
          "LeaseIdMissing", ", somebody holds a lease on it",
          "BlobArchived", ", it is archived and must be rehydrated first");

  private final AzureOptions options;
  private final Clock clock;

  AzureReasons(AzureOptions options) {
    this(options, Clock.systemUTC());
  }

  AzureReasons(AzureOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  String of(RuntimeException e) {
    if (e instanceof BlobStorageException service) {
      return ofAnswer(service);
    }
    Optional<NoToken> none = NoToken.in(e);
    if (none.isPresent()) {
      return String.valueOf(none.get().getMessage());
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        String host = options.account().endpoint().getHost();
        return "there is no host '" + host + "': is the account's name right?";
      }
    }
    return innermost(e);
  }

  private String ofAnswer(BlobStorageException service) {
    String code = AzureErrors.code(service);
    int status = service.getStatusCode();
    if (code.isEmpty()) {
      return "an answer " + status + " that is not the service's" + type(service);
    }
    String hint =
        (service.getStatusCode() == 403 ? ended() : Optional.<String>empty())
            .or(() -> code.equals(NOT_AUTHENTICATED) ? skew(service) : Optional.empty())
            .orElse(HINTS.getOrDefault(code, ""));
    return "the server answered " + status + " (" + code + ")" + hint;
  }

  /** A proxy or a firewall in between speaks HTML. */
  private static String type(BlobStorageException service) {
    return Optional.ofNullable(
            service.getResponse().getHeaders().getValue(HttpHeaderName.CONTENT_TYPE))
        .map(type -> " (" + type + "), as of a proxy or firewall in between")
        .orElse("");
  }

  private Optional<String> ended() {
    return options.account().credential() instanceof Sas sas
        ? sas.end()
            .filter(end -> end.isBefore(clock.instant()))
            .map(end -> ", the SAS of " + sas.source() + " ended at " + end)
        : Optional.empty();
  }

  private Optional<String> skew(BlobStorageException service) {
    return Optional.ofNullable(service.getResponse().getHeaders().getValue(HttpHeaderName.DATE))
        .flatMap(AzureReasons::instant)
        .map(theirs -> Duration.between(theirs, clock.instant()))
        .filter(skew -> skew.abs().compareTo(SKEW) >= 0)
        .map(
            skew ->
                ", this machine's clock is "
                    + skew.abs().toMinutes()
                    + " minutes "
                    + (skew.isNegative() ? "behind" : "ahead of")
                    + " the server's");
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
