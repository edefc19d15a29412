package io.passthrough.tck;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A handle that cannot delete some objects, and says which. */
final class Stuck extends Forwarding {

  private final Set<AssetKey> stuck;

  Stuck(AssetStore store, Set<AssetKey> stuck) {
    super(store);
    this.stuck = stuck;
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    for (AssetKey key : keys) {
      if (stuck.contains(key)) {
        failures.put(key, Altered.failure(Kind.ACCESS_DENIED, "delete", key));
      }
    }
    failures.putAll(store.delete(keys.stream().filter(key -> !stuck.contains(key)).toList()));
    return failures;
  }
}
