package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.record.StoredObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an outcome tells beyond the manifest.
 *
 * @param other the objects with other bytes than the manifest's
 * @param encoded the objects that hold codings
 */
record ObjectOverrides(Map<AssetKey, ContentId> other, Set<AssetKey> encoded) {

  static ObjectOverrides of(Outcome outcome) {
    Map<AssetKey, ContentId> other =
        outcome.stored().stream()
            .filter(object -> object.other().isPresent())
            .collect(
                Collectors.toUnmodifiableMap(
                    StoredObject::key,
                    object -> object.other().orElseThrow(),
                    (first, second) -> second));
    Set<AssetKey> encoded =
        outcome.stored().stream()
            .map(StoredObject::key)
            .filter(key -> key.value().startsWith(StoreLayout.ENCODED))
            .collect(Collectors.toUnmodifiableSet());
    return new ObjectOverrides(other, encoded);
  }

  /** Returns a hash by which two views can be told apart without keeping them. */
  Sha256 digest() {
    MessageDigest digest = Sha256.newDigest();
    encoded.stream().sorted().forEach(key -> feed(digest, key.value()));
    new TreeMap<>(other).forEach((key, id) -> feed(digest, key + " " + id));
    return Sha256.from(digest.digest());
  }

  private static void feed(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
