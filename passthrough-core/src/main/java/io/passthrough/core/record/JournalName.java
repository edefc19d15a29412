package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That there are new records.
 *
 * @param number counted from 1
 */
public record JournalName(long number) implements RecordName<JournalEntry> {

  private static final Pattern KEY = Pattern.compile("\\.passthrough/journal/([0-9]{12})\\.json");

  static Optional<JournalName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches()
        ? Optional.of(new JournalName(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(String.format(Locale.ROOT, "%s%012d.json", StoreLayout.JOURNAL, number));
  }

  @Override
  public RecordCodec<JournalEntry> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<JournalEntry> {

    @Override
    public void write(JournalEntry value, ObjectNode node) {
      node.put("action", value.action().word()).put("release", value.release().value());
    }

    @Override
    public JournalEntry read(Fields fields, Instant at) {
      return new JournalEntry(
          fields.parsed("action", Action::parse), fields.parsed("release", ReleaseName::of));
    }
  }
}
