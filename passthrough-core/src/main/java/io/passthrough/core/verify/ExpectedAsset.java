package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.core.record.ContentId;
import java.util.Set;

/**
 * What a key must be answered with.
 *
 * @param key the key
 * @param kind how its bytes and its name belong together
 * @param own which bytes the release has
 * @param contents which bytes are right: the release's own, of a mutable asset or a companion also
 *     those of every known release
 * @param type its media type
 * @param isImmutable whether caches may keep the bytes for good
 */
record ExpectedAsset(
    AssetKey key,
    AssetKind kind,
    ContentId own,
    Set<ContentId> contents,
    String type,
    boolean isImmutable) {

  ExpectedAsset {
    contents = Set.copyOf(contents);
  }

  /** Returns how many bytes an answer has at most. */
  long maxSize() {
    return contents.stream().mapToLong(ContentId::size).max().orElse(own.size());
  }

  boolean isHtml() {
    return MediaType.essence(type).equals(MediaType.HTML);
  }
}
