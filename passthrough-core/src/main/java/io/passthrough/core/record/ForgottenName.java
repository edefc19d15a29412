package io.passthrough.core.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.Optional;

/**
 * A marker (tombstone) that sets a release or a record aside: what it names counts as gone, though
 * it is there.
 *
 * @param subject the release's name, or the record's key without {@code .passthrough/} and {@code
 *     .json}
 */
public record ForgottenName(String subject) implements RecordName<Forgotten> {

  private static final String SUFFIX = ".json";

  /**
   * Returns the marker of a release.
   *
   * @param release the release
   * @return the marker's name
   */
  public static ForgottenName of(ReleaseName release) {
    return new ForgottenName(release.value());
  }

  /**
   * Returns the marker of a record.
   *
   * @param record the record
   * @return the marker's name
   */
  public static ForgottenName of(RecordName<?> record) {
    String key = record.key().value();
    return new ForgottenName(
        key.substring(StoreLayout.ROOT.length(), key.length() - SUFFIX.length()));
  }

  /**
   * Returns the release that it sets aside as a whole: by its name, or by its manifest.
   *
   * @return empty for the marker of one record
   */
  public Optional<ReleaseName> release() {
    if (ReleaseName.isLegal(subject)) {
      return Optional.of(ReleaseName.of(subject));
    }
    return record()
        .filter(ManifestName.class::isInstance)
        .map(manifest -> ((ManifestName) manifest).release());
  }

  /**
   * Returns the one record that it sets aside.
   *
   * @return empty for the marker of a release by its name
   */
  public Optional<RecordName<?>> record() {
    return ReleaseName.isLegal(subject)
        ? Optional.empty()
        : AssetKey.parse(StoreLayout.ROOT + subject + SUFFIX).flatMap(RecordName::parse);
  }

  static Optional<ForgottenName> parse(String key) {
    return key.startsWith(StoreLayout.FORGOTTEN) && key.endsWith(SUFFIX)
        ? Optional.of(
            new ForgottenName(
                key.substring(StoreLayout.FORGOTTEN.length(), key.length() - SUFFIX.length())))
        : Optional.empty();
  }

  @Override
  public AssetKey key() {
    return AssetKey.of(StoreLayout.FORGOTTEN + subject + SUFFIX);
  }

  @Override
  public RecordCodec<Forgotten> codec() {
    return new Codec();
  }

  private record Codec() implements RecordCodec<Forgotten> {

    @Override
    public void write(Forgotten value, ObjectNode node) {
      node.put("host", value.host());
    }

    @Override
    public Forgotten read(Fields fields, Instant at) {
      return new Forgotten(fields.text("host"));
    }
  }
}
