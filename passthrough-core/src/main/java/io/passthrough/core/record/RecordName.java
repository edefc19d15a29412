package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The name of a record: a typed key, which knows where the record lies and how its value is
 * written. A kind of record is one class.
 *
 * @param <T> the record's value
 */
public sealed interface RecordName<T>
    permits ManifestName,
        OpenName,
        OutcomeName,
        ActivationName,
        PinName,
        PlanName,
        DoneName,
        JournalName,
        ForgottenName,
        LeaseName {

  /**
   * Returns where the record lies.
   *
   * @return the object's key
   */
  AssetKey key();

  /**
   * Returns how its value is written.
   *
   * @return the codec
   */
  RecordCodec<T> codec();

  /**
   * Returns the release that the record is of.
   *
   * @return the release that its key names, or empty when the key names none
   */
  default Optional<ReleaseName> ofRelease() {
    return Optional.empty();
  }

  /**
   * Parses a key.
   *
   * @param key any key
   * @return the record that lies there, or empty for any other object
   */
  static Optional<RecordName<?>> parse(AssetKey key) {
    return Kinds.PARSERS.stream()
        .flatMap(parser -> parser.apply(key.value()).stream())
        .<RecordName<?>>map(name -> name)
        .findFirst();
  }

  /** Every kind that is listed. */
  final class Kinds {

    private static final List<Function<String, Optional<? extends RecordName<?>>>> PARSERS =
        List.of(
            ManifestName::parse,
            OpenName::parse,
            OutcomeName::parse,
            ActivationName::parse,
            PinName::parse);

    private Kinds() {}
  }
}
