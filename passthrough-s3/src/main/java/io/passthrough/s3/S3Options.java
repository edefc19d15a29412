package io.passthrough.s3;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.StoreOption;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store is opened with.
 *
 * @param bucket the bucket's name
 * @param prefix what every object's name begins with, empty or without a slash at either end
 * @param region the region, when it is not to be looked for
 * @param endpoint the server, when it is not Amazon's
 * @param pathStyle whether the bucket stands in the path; by default with an endpoint
 * @param credentials where credentials come from
 * @param limits time limits and the number of connections
 * @param encryption what Amazon is asked to encrypt with
 * @param expectedBucketOwner the account that must own the bucket
 * @param caBundle certificates to trust, PEM
 * @param forbiddenAsMissing whether 403 means that a key is missing
 * @param capabilities what the server may have; one that is not Amazon's is asked
 */
record S3Options(
    String bucket,
    String prefix,
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle,
    S3Credentials credentials,
    Limits limits,
    Encryption encryption,
    Optional<String> expectedBucketOwner,
    Optional<Path> caBundle,
    boolean forbiddenAsMissing,
    Set<Capability> capabilities) {

  /** Time limits of one call, and how many connections there may be. */
  record Limits(Duration connect, Duration read, Duration call, int connections) {}

  /** What Amazon is asked to encrypt with. */
  record Encryption(Optional<String> algorithm, Optional<String> kmsKey) {}

  static final Set<StoreOption> DECLARED =
      Set.of(
          StoreOption.required("bucket", StoreOption.Type.TEXT, "The bucket's name"),
          StoreOption.optional(
              "region",
              StoreOption.Type.TEXT,
              "The bucket's region; by default from AWS_REGION or a profile"),
          StoreOption.optional(
              "endpoint",
              StoreOption.Type.URI,
              "A server other than Amazon's; by default from AWS_ENDPOINT_URL_S3 or a profile"),
          StoreOption.optional(
              "path_style",
              StoreOption.Type.BOOLEAN,
              "Whether the bucket stands in the path instead of the host; by default true with an"
                  + " endpoint"),
          StoreOption.optional(
              "credentials",
              StoreOption.Type.TEXT,
              "Where credentials come from: default, environment, web_identity, container, instance"
                  + " or profile:NAME"),
          StoreOption.optional(
              "anonymous", StoreOption.Type.BOOLEAN, "Whether requests are not signed"),
          StoreOption.choice(
              "sse", List.of("AES256", "aws:kms", "aws:kms:dsse"), "Server-side encryption"),
          StoreOption.optional("kms_key", StoreOption.Type.TEXT, "The KMS key for aws:kms"),
          StoreOption.optional(
              "expected_bucket_owner",
              StoreOption.Type.TEXT,
              "The account that must own the bucket"),
          StoreOption.optional(
              "ca_bundle", StoreOption.Type.PATH, "A PEM file of certificates to trust"),
          StoreOption.optional(
              "forbidden_as_missing",
              StoreOption.Type.BOOLEAN,
              "Whether 403 means that a key is missing, for credentials without s3:ListBucket"),
          StoreOption.choice(
              "conditional_writes",
              List.of("auto", "none"),
              "Whether a custom server is asked if it knows conditional puts"),
          StoreOption.choice(
              "strong_consistency",
              List.of("auto", "none"),
              "Whether a custom server is asked if it shows at once what was put"),
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

  static S3Options of(StoreConfig config) {
    S3Credentials credentials = credentials(config);
    Optional<URI> endpoint = S3Endpoint.of(config, credentials);
    Encryption encryption = new Encryption(config.text("sse"), config.text("kms_key"));
    if (encryption.kmsKey.isPresent() && !encryption.algorithm.orElse("").startsWith("aws:kms")) {
      throw fault(config, "the option 'kms_key' needs 'sse: aws:kms'");
    }
    return new S3Options(
        config.required("bucket"),
        config.prefix(),
        config.text("region"),
        endpoint,
        config.bool("path_style", endpoint.isPresent()),
        credentials,
        limits(config),
        encryption,
        config.text("expected_bucket_owner"),
        config.text("ca_bundle").map(Path::of),
        config.bool("forbidden_as_missing", false),
        capabilities(config));
  }

  private static Set<Capability> capabilities(StoreConfig config) {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    if (isNone(config, "conditional_writes")) {
      capabilities.remove(Capability.CREATE_IF_ABSENT);
    }
    if (isNone(config, "strong_consistency")) {
      capabilities.remove(Capability.STRONG_CONSISTENCY);
    }
    return capabilities;
  }

  private static boolean isNone(StoreConfig config, String option) {
    return config.text(option).orElse("auto").equals("none");
  }

  private static S3Credentials credentials(StoreConfig config) {
    String text = config.text("credentials").orElse("default");
    if (config.bool("anonymous", false)) {
      return S3Credentials.ANONYMOUS;
    }
    return S3Credentials.parse(text)
        .orElseThrow(
            () ->
                fault(
                    config,
                    "the option 'credentials' is not one of default, environment, web_identity,"
                        + " container, instance, profile:NAME: '"
                        + text
                        + "'"));
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

  static AssetStoreException fault(
      StoreConfig config, String reason, @Nullable RuntimeException cause) {
    String store = store(config.text("bucket").orElse(""), config.prefix());
    return AssetStoreException.of(Kind.INVALID, "open", store).cause(cause).because(reason);
  }

  /** The store's name for people. */
  String store() {
    return store(bucket, prefix);
  }

  private static String store(String bucket, String prefix) {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  /** A key's name in the bucket. */
  String name(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }
}
