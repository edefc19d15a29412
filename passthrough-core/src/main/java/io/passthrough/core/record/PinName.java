package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a release is kept until it is unpinned. It counts only while its attempt is READY.
 *
 * @param release the release
 * @param attempt the attempt that checked the release
 */
public record PinName(ReleaseName release, AttemptId attempt) implements RecordName<Pin> {

  private static final Pattern KEY = Pattern.compile("\\.passthrough/pins/([^/]+)/([^/]+)\\.json");

  static Optional<PinName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches()
            && ReleaseName.isLegal(matcher.group(1))
            && AttemptId.isLegal(matcher.group(2))
        ? Optional.of(
            new PinName(ReleaseName.of(matcher.group(1)), new AttemptId(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * Returns what tells whether the pin counts.
   *
   * @return the outcome of its attempt
   */
  public OutcomeName outcome() {
    return new OutcomeName(release, attempt);
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.PINS + release + "/" + attempt + ".json");
  }

  @Override
  public RecordCodec<Pin> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<Pin> {

    @Override
    public void write(Pin value, ObjectNode node) {
      node.put("host", value.host());
      node.put("reason", value.reason().orElse(null));
    }

    @Override
    public Pin read(Fields fields, Instant at) {
      return new Pin(fields.text("host"), fields.optionalText("reason"), at);
    }
  }
}
