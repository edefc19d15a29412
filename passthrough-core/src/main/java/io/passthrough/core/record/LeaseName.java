package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lease of a gateway.
 *
 * @param environment the gateway's environment
 * @param instance a name that no other gateway has
 */
public record LeaseName(EnvironmentName environment, String instance) implements RecordName<Lease> {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/leases/([^/]+)/([A-Za-z0-9][A-Za-z0-9._-]{0,99})\\.json");

  /**
   * Makes a name for a gateway that begins to serve.
   *
   * @param environment its environment
   * @return a random one
   */
  public static LeaseName fresh(EnvironmentName environment) {
    return new LeaseName(environment, UUID.randomUUID().toString());
  }

  /**
   * Parses a key.
   *
   * @param key any key
   * @return the lease that lies there, or empty for any other object
   */
  public static Optional<LeaseName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() && EnvironmentName.isLegal(matcher.group(1))
        ? Optional.of(new LeaseName(EnvironmentName.of(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.LEASES + environment + "/" + instance + ".json");
  }

  @Override
  public RecordCodec<Lease> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<Lease> {

    @Override
    public void write(Lease value, ObjectNode node) {
      node.put("release", value.release().value());
      node.put("host", value.host());
      node.put("termSeconds", value.term().toSeconds());
      node.put("since", value.since().map(Instant::toString).orElse(null));
      node.put("previous", value.previous().map(Instant::toString).orElse(null));
    }

    @Override
    public Lease read(Fields fields, Instant at) {
      return new Lease(
          fields.parsed("release", ReleaseName::of),
          fields.text("host"),
          Duration.ofSeconds(fields.smallCount("termSeconds")),
          fields.optional("since", Instant::parse),
          fields.optional("previous", Instant::parse));
    }
  }
}
