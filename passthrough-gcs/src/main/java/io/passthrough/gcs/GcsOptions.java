package io.passthrough.gcs;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a store is opened with.
 *
 * @param bucket the bucket's name
 * @param prefix what every object's name begins with, empty or without a slash at either end
 * @param endpoint the server, when it is not Google's
 * @param credentials where credentials come from
 * @param project the project that pays, when the bucket's owner does not
 * @param kmsKey the key that objects are encrypted with, when it is not the bucket's
 * @param limits time limits and the number of connections
 * @param forbiddenAsMissing whether 401 and 403 mean that a key is missing
 */
record GcsOptions(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    GcsCredentials credentials,
    Optional<String> project,
    Optional<String> kmsKey,
    Limits limits,
    boolean forbiddenAsMissing) {

  /** Time limits of one call, and how many connections there may be. */
  record Limits(Duration connect, Duration read, Duration call, int connections) {}

  static final Set<StoreOption> DECLARED =
      Set.of(
          StoreOption.required("bucket", StoreOption.Type.TEXT, "The bucket's name"),
          StoreOption.optional(
              "endpoint",
              StoreOption.Type.URI,
              "A server other than Google's; by default from STORAGE_EMULATOR_HOST, then without"
                  + " credentials"),
          StoreOption.optional(
              "credentials",
              StoreOption.Type.TEXT,
              "Where credentials come from: default (the application default credentials) or"
                  + " instance (the metadata server of a machine)"),
          StoreOption.optional(
              "credentials_file",
              StoreOption.Type.PATH,
              "A key file of a service account, or a configuration of workload identity"
                  + " federation"),
          StoreOption.optional(
              "impersonate",
              StoreOption.Type.TEXT,
              "The service account that the credentials act as"),
          StoreOption.optional(
              "anonymous", StoreOption.Type.BOOLEAN, "Whether requests have no credentials"),
          StoreOption.optional(
              "project",
              StoreOption.Type.TEXT,
              "The project that pays for requests, for a bucket whose requester pays"),
          StoreOption.optional(
              "kms_key",
              StoreOption.Type.TEXT,
              "The Cloud KMS key for new objects, projects/P/locations/L/keyRings/R/cryptoKeys/K"),
          StoreOption.optional(
              "forbidden_as_missing",
              StoreOption.Type.BOOLEAN,
              "Whether 401 and 403 mean that a key is missing, for credentials without"
                  + " storage.objects.list"),
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

  /**
   * Letters, digits and {@code -_.}, 3 to 63 of them, or 222 with dots.
   *
   * @see <a href="https://cloud.google.com/storage/docs/buckets#naming">Bucket names</a>
   */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");

  private static final Pattern KMS_KEY =
      Pattern.compile("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+");

  static GcsOptions of(StoreConfig config, Map<String, String> environment) {
    Optional<URI> endpoint = GcsEndpoint.of(config, environment);
    boolean emulator = endpoint.isPresent() && config.text("endpoint").isEmpty();
    return new GcsOptions(
        bucket(config),
        config.prefix(),
        endpoint,
        GcsCredentials.of(config, emulator),
        config.text("project"),
        kmsKey(config),
        limits(config),
        config.bool("forbidden_as_missing", false));
  }

  private static String bucket(StoreConfig config) {
    String bucket = config.required("bucket");
    if (!BUCKET.matcher(bucket).matches()) {
      throw fault(
          config,
          "the option 'bucket' is no name of a bucket (3 or more of a-z, 0-9, '-', '_' and '.'): '"
              + bucket
              + "'");
    }
    return bucket;
  }

  private static Optional<String> kmsKey(StoreConfig config) {
    Optional<String> key = config.text("kms_key");
    if (key.isPresent() && !KMS_KEY.matcher(key.get()).matches()) {
      throw fault(
          config,
          "the option 'kms_key' is not projects/P/locations/L/keyRings/R/cryptoKeys/K: '"
              + key.get()
              + "'");
    }
    return key;
  }

  private static Limits limits(StoreConfig config) {
    int connections = config.integer("connections", 256);
    if (connections < 1) {
      throw fault(config, "the option 'connections' must be at least 1");
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
      throw fault(config, "the option '" + name + "' must be above 0");
    }
    return limit;
  }

  static AssetStoreException fault(StoreConfig config, String reason) {
    return fault(config, reason, null);
  }

  static AssetStoreException fault(StoreConfig config, String reason, @Nullable Exception cause) {
    String store = store(config.text("bucket").orElse(""), config.prefix());
    return AssetStoreException.of(Kind.INVALID, "open", store).cause(cause).because(reason);
  }

  /** The store's name for people. */
  String store() {
    return store(bucket, prefix);
  }

  private static String store(String bucket, String prefix) {
    return "gs://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  /** A key's name in the bucket. */
  String name(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }
}
