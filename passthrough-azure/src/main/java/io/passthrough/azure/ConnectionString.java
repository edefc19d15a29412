package io.passthrough.azure;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connection string's parts, {@code Name=value} joined by semicolons. Faults are told without the
 * text, which holds a secret.
 *
 * @param parts values by name, whatever its case
 * @see <a
 *     href="https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string">
 *     Configure Azure Storage connection strings</a>
 */
record ConnectionString(Map<String, String> parts) {

  /** What {@code UseDevelopmentStorage=true} stands for; every emulator has this key. */
  private static final String DEVELOPMENT =
      "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
          + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr"
          + "/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

  private static final String SUFFIX = "core.windows.net";

  /**
   * Takes the text apart.
   *
   * @throws IllegalArgumentException saying what is wrong, without a value
   */
  static ConnectionString parse(String text) {
    Map<String, String> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String part : text.split(";", -1)) {
      int sign = part.indexOf('=');
      if (!part.isBlank() && (sign < 1 || sign == part.length() - 1)) {
        throw new IllegalArgumentException(
            sign < 1
                ? "has a part that is not Name=value: is it cut?"
                : "has no value for '" + part.substring(0, sign) + "': is it cut?");
      }
      if (!part.isBlank()) {
        parts.put(part.substring(0, sign).strip(), part.substring(sign + 1).strip());
      }
    }
    if ("true".equalsIgnoreCase(parts.get("UseDevelopmentStorage"))) {
      return parse(DEVELOPMENT);
    }
    return new ConnectionString(parts).checked();
  }

  private ConnectionString checked() {
    if (account().isEmpty() && endpoint().isEmpty()) {
      throw new IllegalArgumentException("has neither AccountName nor BlobEndpoint: is it cut?");
    }
    if (key().isEmpty() && sas().isEmpty()) {
      throw new IllegalArgumentException(
          "has neither AccountKey nor SharedAccessSignature: is it cut?");
    }
    if (key().isPresent() && account().isEmpty()) {
      throw new IllegalArgumentException("has an AccountKey and no AccountName");
    }
    return this;
  }

  Optional<String> account() {
    return Optional.ofNullable(parts.get("AccountName"));
  }

  Optional<String> key() {
    return Optional.ofNullable(parts.get("AccountKey"));
  }

  Optional<String> sas() {
    return Optional.ofNullable(parts.get("SharedAccessSignature"));
  }

  /** The blob service's address: named, or put together. */
  Optional<String> endpoint() {
    return Optional.ofNullable(parts.get("BlobEndpoint"))
        .or(
            () ->
                account()
                    .map(
                        account ->
                            parts
                                    .getOrDefault("DefaultEndpointsProtocol", "https")
                                    .toLowerCase(Locale.ROOT)
                                + "://"
                                + account
                                + ".blob."
                                + parts.getOrDefault("EndpointSuffix", SUFFIX)));
  }

  /** Returns the names of its parts. */
  @Override
  public String toString() {
    return "ConnectionString" + parts.keySet();
  }
}
