package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What an explored store holds at one moment. Equal ones of one exploration are one instance. */
final class StoreContents {

  private final Pool pool;
  private final NavigableMap<String, ExploredObject> objects;

  private StoreContents(Pool pool, NavigableMap<String, ExploredObject> objects) {
    this.pool = pool;
    this.objects = objects;
  }

  private static final class Pool {
    private final Map<ExploredObject.Value, ExploredObject> objects = new HashMap<>();
    private final Map<NavigableMap<String, ExploredObject>, StoreContents> contents =
        new HashMap<>();

    StoreContents of(NavigableMap<String, ExploredObject> map) {
      return contents.computeIfAbsent(map, own -> new StoreContents(this, own));
    }
  }

  static StoreContents empty() {
    return new Pool().of(new TreeMap<>(AssetKey.utf8Order()));
  }

  Optional<ExploredObject> get(AssetKey key) {
    return Optional.ofNullable(objects.get(key.value()));
  }

  Collection<ExploredObject> all() {
    return objects.values();
  }

  int size() {
    return objects.size();
  }

  StoreContents with(ExploredObject.Value value) {
    NavigableMap<String, ExploredObject> changed = new TreeMap<>(objects);
    ExploredObject object = pool.objects.computeIfAbsent(value, ExploredObject::new);
    changed.put(value.key().value(), object);
    return pool.of(changed);
  }

  StoreContents without(Collection<AssetKey> keys) {
    NavigableMap<String, ExploredObject> changed = new TreeMap<>(objects);
    keys.forEach(key -> changed.remove(key.value()));
    return pool.of(changed);
  }

  /** Lists at most so many objects, in the order of their keys. */
  List<ExploredObject> list(String prefix, Optional<AssetKey> after, int most) {
    NavigableMap<String, ExploredObject> rest =
        after
            .map(key -> objects.tailMap(key.value(), false))
            .orElseGet(() -> objects.tailMap(prefix, true));
    List<ExploredObject> listed = new ArrayList<>();
    for (Map.Entry<String, ExploredObject> entry : rest.entrySet()) {
      if (!entry.getKey().startsWith(prefix) || listed.size() == most) {
        break;
      }
      listed.add(entry.getValue());
    }
    return listed;
  }
}
