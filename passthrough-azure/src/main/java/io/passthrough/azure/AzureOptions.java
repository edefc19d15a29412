package io.passthrough.azure;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store is opened with.
 *
 * @param container the container's name
 * @param prefix what every object's name begins with, empty or without a slash at either end
 * @param account where the service is, and what opens it
 * @param limits time limits and the number of connections
 * @param caBundle certificates to trust, PEM
 * @param singlePut the most bytes that go in one request; above it a put goes in blocks
 */
record AzureOptions(
    String container,
    String prefix,
    AzureAccount account,
    Limits limits,
    Optional<Path> caBundle,
    long singlePut) {

  /**
   * The most bytes in one request.
   *
   * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-blob">Put Blob: 5,000
   *     MiB since version 2019-12-12</a>
   */
  static final long LARGEST_SINGLE_PUT = 5_000L << 20;

  /** Time limits of one call, and how many connections there may be. */
  record Limits(Duration connect, Duration read, Duration call, int connections) {}

  static final Set<StoreOption> DECLARED =
      Set.of(
          StoreOption.required("container", StoreOption.Type.TEXT, "The container's name"),
          StoreOption.optional(
              "account",
              StoreOption.Type.TEXT,
              "The storage account; by default from the endpoint, a connection string or"
                  + " AZURE_STORAGE_ACCOUNT"),
          StoreOption.optional(
              "endpoint",
              StoreOption.Type.URI,
              "The blob service's address; by default https://ACCOUNT.blob.core.windows.net"),
          StoreOption.secret(
              "connection_string",
              "The account's connection string; by default AZURE_STORAGE_CONNECTION_STRING"),
          StoreOption.secret("account_key", "The account's key; by default AZURE_STORAGE_KEY"),
          StoreOption.secret(
              "sas", "A shared access signature; by default AZURE_STORAGE_SAS_TOKEN"),
          StoreOption.optional(
              "credentials",
              StoreOption.Type.TEXT,
              "Where credentials come from: default, environment, service_principal,"
                  + " workload_identity, managed_identity or managed_identity:CLIENT_ID"),
          StoreOption.optional(
              "anonymous", StoreOption.Type.BOOLEAN, "Whether requests are not signed"),
          StoreOption.optional(
              "ca_bundle", StoreOption.Type.PATH, "A PEM file of certificates to trust"),
          StoreOption.optional(
              "connect_timeout", StoreOption.Type.DURATION, "Limit to connect; 2s"),
          StoreOption.optional(
              "read_timeout", StoreOption.Type.DURATION, "Limit between two bytes; 10s"),
          StoreOption.optional(
              "call_timeout",
              StoreOption.Type.DURATION,
              "Limit of a call with its repetitions; 30s"),
          StoreOption.optional(
              "connections", StoreOption.Type.INTEGER, "Most connections at once; 256"));

  static AzureOptions of(StoreConfig config, Map<String, String> environment) {
    AzureNames.fault(config.prefix())
        .ifPresent(
            fault -> {
              throw misfit(config, "the option 'key' does not fit, as " + fault);
            });
    return new AzureOptions(
        config.required("container"),
        config.prefix(),
        new AzureAccounts(config, environment).find(),
        limits(config),
        config.text("ca_bundle").map(Path::of),
        LARGEST_SINGLE_PUT);
  }

  /** The same with smaller requests. */
  AzureOptions withSinglePut(long bytes) {
    return new AzureOptions(container, prefix, account, limits, caBundle, bytes);
  }

  private static Limits limits(StoreConfig config) {
    int connections = config.integer("connections", 256);
    if (connections < 1) {
      throw misfit(config, "the option 'connections' must be at least 1");
    }
    return new Limits(
        limit(config, "connect_timeout", 2),
        limit(config, "read_timeout", 10),
        limit(config, "call_timeout", 30),
        connections);
  }

  private static Duration limit(StoreConfig config, String name, int seconds) {
    Duration limit = config.duration(name, Duration.ofSeconds(seconds));
    if (limit.isZero()) {
      throw misfit(config, "the option '" + name + "' must be above 0");
    }
    return limit;
  }

  static AssetStoreException misfit(StoreConfig config, String reason) {
    return misfit(config, reason, null);
  }

  static AssetStoreException misfit(StoreConfig config, String reason, @Nullable Throwable cause) {
    String store = store(config.text("container").orElse(""), config.prefix());
    return AssetStoreException.of(Kind.INVALID, "open", store).cause(cause).because(reason);
  }

  /** The store's name for people. */
  String store() {
    return store(container, prefix);
  }

  private static String store(String container, String prefix) {
    return "azure://" + container + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
