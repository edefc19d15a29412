package io.passthrough.core.record;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of all records of releases and activations.
 *
 * @param names those that count, and when each was put, by the store's clock
 * @param hidden those that count as gone, and when each was put
 * @param forgotten the markers by which they do, and when each was put
 */
public record RecordListing(
    Map<RecordName<?>, Instant> names,
    Map<RecordName<?>, Instant> hidden,
    Map<ForgottenName, Instant> forgotten) {

  static RecordListing of(Map<RecordName<?>, Instant> all, Map<ForgottenName, Instant> forgotten) {
    if (forgotten.isEmpty()) {
      return new RecordListing(all, Map.of(), forgotten);
    }
    Map<RecordName<?>, Instant> names = new LinkedHashMap<>(all);
    names.keySet().removeIf(name -> isForgotten(name, forgotten.keySet()));
    Map<RecordName<?>, Instant> hidden = new LinkedHashMap<>(all);
    hidden.keySet().removeAll(names.keySet());
    return new RecordListing(names, hidden, forgotten);
  }

  private static boolean isForgotten(RecordName<?> name, Set<ForgottenName> forgotten) {
    return forgotten.contains(ForgottenName.of(name))
        || name.ofRelease().flatMap(release -> marker(release, forgotten)).isPresent();
  }

  private static Optional<ForgottenName> marker(ReleaseName release, Set<ForgottenName> forgotten) {
    return Stream.of(ForgottenName.of(release), ForgottenName.of(new ManifestName(release)))
        .filter(forgotten::contains)
        .findFirst();
  }

  /**
   * Returns whether a record was set aside, by itself or with its release.
   *
   * @param name which one
   * @return whether a marker says so
   */
  public boolean isForgotten(RecordName<?> name) {
    return isForgotten(name, forgotten.keySet());
  }

  /**
   * Returns what sets a release aside: a marker of its own, or of its manifest.
   *
   * @param release the release
   * @return the marker, or empty when the release counts
   */
  public Optional<ForgottenName> marker(ReleaseName release) {
    return marker(release, forgotten.keySet());
  }
}
