package io.passthrough.azure;

import io.passthrough.api.AssetKey;
import java.util.Optional;

/**
 * The names that a container can hold. Azure drops dots at the end of a segment without a word, so
 * that {@code file.} would be {@code file}.
 *
 * @param prefix what every name begins with, empty or without a slash at either end
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata">
 *     Blob names: 254 segments, none of which should end with a dot</a>
 */
record AzureNames(String prefix) {

  private static final int MAX_SEGMENTS = 254;

  /** A key's name. */
  String of(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** Why no blob can have this key's name, or empty when one can. */
  Optional<String> fault(AssetKey key) {
    return fault(of(key.value()));
  }

  static Optional<String> fault(String name) {
    String[] segments = name.split("/", -1);
    for (String segment : segments) {
      if (segment.endsWith(".")) {
        return Optional.of("Azure drops the dot at the end of '" + segment + "'");
      }
    }
    return segments.length > MAX_SEGMENTS
        ? Optional.of("Azure knows at most " + MAX_SEGMENTS + " segments")
        : Optional.empty();
  }
}
