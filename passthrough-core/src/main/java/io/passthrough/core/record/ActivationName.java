package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is current in an environment.
 *
 * @param environment the environment
 * @param number counted from 1; the highest that counts is current
 */
public record ActivationName(EnvironmentName environment, long number)
    implements RecordName<Activation> {

  private static final Pattern KEY =
      Pattern.compile("\\.passthrough/activations/([^/]+)/([0-9]{12})\\.json");

  static Optional<ActivationName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() && EnvironmentName.isLegal(matcher.group(1))
        ? Optional.of(
            new ActivationName(
                EnvironmentName.of(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(
        String.format(
            Locale.ROOT, "%s%s/%012d.json", StoreLayout.ACTIVATIONS, environment, number));
  }

  @Override
  public RecordCodec<Activation> codec() {
    return new Codec(number);
  }

  private record Codec(long number) implements RecordCodec<Activation> {

    @Override
    public void write(Activation value, ObjectNode node) {
      node.put("release", value.isEnd() ? null : value.release().value());
      node.put("attempt", value.attempt().value());
      node.put("action", value.action().word());
      Optional<ReleaseName> previous =
          value.isEnd() ? Optional.of(value.release()) : value.previous();
      node.put("previous", previous.map(ReleaseName::value).orElse(null));
    }

    @Override
    public Activation read(Fields fields, Instant at) {
      Action action = fields.parsed("action", Action::parse);
      String of = action == Action.DEACTIVATE ? "previous" : "release";
      return new Activation(
          number,
          fields.parsed(of, ReleaseName::of),
          fields.parsed("attempt", AttemptId::new),
          action,
          fields.optional("previous", ReleaseName::of),
          at);
    }
  }
}
