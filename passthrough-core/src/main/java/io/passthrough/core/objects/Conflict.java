package io.passthrough.core.objects;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Other bytes under a key that fixes its bytes.
 *
 * @param key the key
 * @param where where or when it has or had them
 */
public record Conflict(AssetKey key, String where) {

  /** Makes one of a key that has other bytes now, in a release or in none that is known. */
  public static Conflict of(AssetKey key, Optional<ReleaseName> other) {
    return new Conflict(
        key,
        other
            .map(name -> "in release '" + name + "'")
            .orElse("in the store, from no release that is known"));
  }

  /** Makes one of a key that had other bytes until a prune deleted it. */
  public static Conflict deleted(AssetKey key, LocalDate day) {
    return new Conflict(
        key,
        "than before a prune deleted it on "
            + day
            + ", and browsers and CDNs may keep those for a year");
  }

  /** Makes the exception of a release that cannot be published because of this. */
  public PassthroughException refuse(ReleaseName release) {
    return new PassthroughException(
        PassthroughException.Kind.CONFLICT,
        "Cannot publish release '" + release + "': '" + key + "' has other bytes " + where,
        "build so that the name changes with the bytes, or name the file under publish.mutable");
  }
}
