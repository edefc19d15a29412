package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores that do not reckon with what other tools put. */
final class ForeignFaults {

  private ForeignFaults() {}

  static List<Mutant> all() {
    return List.of(
        by(
                "headers.foreign-object",
                "the headers, but for the type, of 'new.js', Cache-Control: expected")
            .stat(
                "others' objects get a Cache-Control",
                (store, key) -> store.stat(key).map(ForeignFaults::cached)),
        by(
                "headers.foreign-object",
                "the headers, but for the type, of 'old.js', Cache-Control: expected")
            .harness("what was put is remembered", RemembersPuts::new),
        by("keys.foreign-objects", "stat 'js/other.js': expected nothing, but was an object")
            .delete("others' objects are not deleted", ForeignFaults::ownOnly),
        by("cas.foreign-object", "expected a refusal with CONDITION_FAILED, but was success")
            .put(
                "others' objects are in nobody's way",
                (store, put) ->
                    isForeign(store.stat(put.key())) ? put.always().to(store) : put.to(store)));
  }

  private static boolean isForeign(Optional<AssetInfo> info) {
    AssetHeaders none = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
    return info.filter(it -> it.headers().equals(none)).isPresent();
  }

  private static AssetInfo cached(AssetInfo info) {
    return isForeign(Optional.of(info))
        ? Altered.headers(info, info.headers().withCacheControl("no-cache"))
        : info;
  }

  private static Map<AssetKey, AssetStoreException> ownOnly(
      AssetStore store, Collection<AssetKey> keys) {
    return store.delete(keys.stream().filter(key -> !isForeign(store.stat(key))).toList());
  }
}
