package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * That an attempt has begun.
 *
 * @param release the release that it needs whole
 * @param attempt the attempt
 */
public record OpenName(ReleaseName release, AttemptId attempt) implements RecordName<Opened> {

  private static final String FILE = "open";

  static Optional<OpenName> parse(String key) {
    return AttemptKeys.parse(key, FILE, OpenName::new);
  }

  @Override
  public Optional<ReleaseName> ofRelease() {
    return Optional.of(release);
  }

  @Override
  public AssetKey key() {
    return AttemptKeys.of(release, attempt, FILE);
  }

  @Override
  public RecordCodec<Opened> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<Opened> {

    @Override
    public void write(Opened value, ObjectNode node) {
      node.put("action", value.action().word()).put("host", value.host());
    }

    @Override
    public Opened read(Fields fields, Instant at) {
      return new Opened(fields.parsed("action", Action::parse), fields.text("host"));
    }
  }
}
