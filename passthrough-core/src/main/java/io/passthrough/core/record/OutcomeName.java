package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.util.Optional;

/**
 * How an attempt has ended.
 *
 * @param release the release that it needed whole
 * @param attempt the attempt
 */
public record OutcomeName(ReleaseName release, AttemptId attempt) implements RecordName<Outcome> {

  private static final String FILE = "outcome";

  static Optional<OutcomeName> parse(String key) {
    return AttemptKeys.parse(key, FILE, OutcomeName::new);
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
  public RecordCodec<Outcome> codec() {
    return new OutcomeCodec();
  }
}
