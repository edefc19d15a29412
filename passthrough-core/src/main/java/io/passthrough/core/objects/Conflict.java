package io.passthrough.core.objects;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import java.util.Optional;

/**
 * Other bytes under a key that fixes its bytes.
 *
 * @param key the key
 * @param other the release that has the other bytes, when a record tells
 */
public record Conflict(AssetKey key, Optional<ReleaseName> other) {

  /** Makes the exception of a release that cannot be published because of this. */
  public PassthroughException refuse(ReleaseName release) {
    String where =
        other
            .map(name -> "in release '" + name + "'")
            .orElse("in the store, from no release that is known");
    return new PassthroughException(
        PassthroughException.Kind.CONFLICT,
        "Cannot publish release '" + release + "': '" + key + "' has other bytes " + where,
        "build so that the name changes with the bytes, or name the file under publish.mutable");
  }
}
