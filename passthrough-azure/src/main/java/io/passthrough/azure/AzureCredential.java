package io.passthrough.azure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What requests are signed with. Printed, none shows a secret. */
sealed interface AzureCredential {

  /** Nothing. */
  record Anonymous() implements AzureCredential {}

  /**
   * The key of an account.
   *
   * @param account the account's name
   * @param key its key, Base64
   */
  record SharedKey(String account, String key) implements AzureCredential {

    @Override
    public String toString() {
      return "SharedKey[account=" + account + "]";
    }
  }

  /**
   * A shared access signature.
   *
   * @param token its query, without a question mark
   * @param source what gave it, for people
   */
  record Sas(String token, String source) implements AzureCredential {

    /** When it ends, as it says itself; a signature by a stored policy may not say it. */
    Optional<Instant> end() {
      return parameter("se").flatMap(Sas::instant);
    }

    /** Whether it has a signature at all. */
    boolean isSigned() {
      return parameter("sig").isPresent();
    }

    private Optional<String> parameter(String name) {
      return Arrays.stream(token.split("&"))
          .filter(pair -> pair.startsWith(name + "=") && pair.length() > name.length() + 1)
          .map(pair -> pair.substring(name.length() + 1).replace("%3A", ":").replace("%3a", ":"))
          .findFirst();
    }

    /** A date alone means its beginning, and seconds may be missing. */
    private static Optional<Instant> instant(String text) {
      try {
        return Optional.of(
            text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "Sas[source=" + source + "]";
    }
  }

  /**
   * A token that an identity gets.
   *
   * @param source the kind of identity
   * @param clientId which of a machine's identities; empty for its own
   */
  record Identity(Source source, String clientId) implements AzureCredential {

    /** The kinds of identity. */
    enum Source {
      SERVICE_PRINCIPAL,
      WORKLOAD_IDENTITY,
      MANAGED_IDENTITY
    }

    private static final String MANAGED = "managed_identity:";

    /** Reads the option's value. */
    static Optional<Identity> parse(String text) {
      if (text.startsWith(MANAGED) && text.length() > MANAGED.length()) {
        return Optional.of(new Identity(Source.MANAGED_IDENTITY, text.substring(MANAGED.length())));
      }
      return switch (text) {
        case "service_principal", "workload_identity", "managed_identity" ->
            Optional.of(new Identity(Source.valueOf(text.toUpperCase(Locale.ROOT)), ""));
        default -> Optional.empty();
      };
    }

    /** Returns the option's value. */
    @Override
    public String toString() {
      return clientId.isEmpty() ? source.name().toLowerCase(Locale.ROOT) : MANAGED + clientId;
    }
  }
}
