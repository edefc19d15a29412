package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

final class DeleteFaults {

  private static final int LIMIT = 1_000;

  private DeleteFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("delete.existing", "stat 'js/app.js': expected nothing, but was an object")
            .store("a handle remembers what it put", Remembers::new),
        by("delete.missing-is-success", "delete ['lost.js']: expected no failures")
            .delete("an absent object is a failure", DeleteFaults::absentFails),
        by("delete.2500-keys", "the listing: expected ['js/kept.js'], but was")
            .delete(
                "keys beyond the first thousand are dropped",
                (store, keys) -> store.delete(keys.stream().limit(LIMIT).toList())),
        by("delete.2500-keys", "expected success, but was INVALID")
            .delete(
                "the backend's limit is passed on",
                (store, keys) -> {
                  if (keys.size() > LIMIT) {
                    throw Altered.failure(Kind.INVALID, "delete");
                  }
                  return store.delete(keys);
                }),
        by("delete.siblings-survive", "the listing: expected ['a/b.js', 'a/bc', 'a/c', 'b']")
            .delete("a key is deleted as a prefix", KeyFaults::deletePrefix),
        by("delete.partial-failure", "the keys in delete's result: expected ['")
            .harness("errors inside a successful answer are not read", DeleteFaults::silent),
        by("delete.siblings-survive", "the listing afterwards: expected ['a/b.js', 'a/bc', 'a/c'")
            .delete("a folder is deleted with all that is in it", DeleteFaults::withFolder),
        by("delete.partial-failure", "the keys in delete's result: expected ['")
            .harness(
                "the failures among the first thousand are all",
                () -> new Weak((store, stuck) -> new Batches(new Stuck(store, stuck)))),
        by("delete.partial-failure", "expected success, but was ACCESS_DENIED")
            .harness(
                "the first error ends all",
                () -> new Weak((store, stuck) -> new Impatient(new Stuck(store, stuck)))),
        by("delete.leaves-nothing", "put 'a/b' (10 bytes, text/plain, ALWAYS): expected success")
            .store("empty folders stay", KeepsFolders::new),
        by(
                "delete.no-leftovers",
                "what the backend has afterwards: expected [], but was ['sidecars/")
            .store("what lies beside an object stays", KeepsSidecars::new),
        by(
                "delete.no-leftovers",
                "what the backend has afterwards: expected [], but was ['sidecars/")
            .harness("what was overtaken by another put stays", DeleteFaults::keepingOvertaken));
  }

  /** A backend whose failures to delete nobody is told of. */
  static Harness silent() {
    return new Weak((store, stuck) -> new Silent(new Stuck(store, stuck)));
  }

  private static Harness keepingOvertaken() {
    Set<AssetKey> underWay = ConcurrentHashMap.newKeySet();
    return new MemoryBackend(store -> new KeepsOvertaken(store, underWay));
  }

  private static Map<AssetKey, AssetStoreException> absentFails(
      AssetStore store, Collection<AssetKey> keys) {
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    for (AssetKey key : keys) {
      if (store.stat(key).isEmpty()) {
        failures.put(key, Altered.failure(Kind.NOT_FOUND, "delete", key));
      }
    }
    store.delete(keys);
    return failures;
  }

  private static Map<AssetKey, AssetStoreException> withFolder(
      AssetStore store, Collection<AssetKey> keys) {
    List<AssetKey> all = new ArrayList<>(keys);
    for (AssetKey key : keys) {
      Listings.all(store, key.value() + "/").forEach(entry -> all.add(entry.key()));
    }
    return store.delete(all);
  }

  private static final class Batches extends Forwarding {
    Batches(AssetStore store) {
      super(store);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      List<AssetKey> all = List.copyOf(keys);
      int first = Math.min(LIMIT, all.size());
      Map<AssetKey, AssetStoreException> failures = super.delete(all.subList(0, first));
      super.delete(all.subList(first, all.size()));
      return failures;
    }
  }

  private static final class Remembers extends Forwarding {
    private final Map<AssetKey, AssetInfo> known = new HashMap<>();

    Remembers(AssetStore store) {
      super(store);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return Optional.ofNullable(known.get(key)).or(() -> super.stat(key));
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      known.put(key, super.stat(key).orElseThrow());
      return version;
    }
  }

  private static final class Silent extends Forwarding {
    Silent(AssetStore store) {
      super(store);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      super.delete(keys);
      return Map.of();
    }
  }

  private static final class Impatient extends Forwarding {
    Impatient(AssetStore store) {
      super(store);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      for (AssetKey key : keys) {
        for (AssetStoreException failure : super.delete(List.of(key)).values()) {
          throw failure;
        }
      }
      return Map.of();
    }
  }

  /** Opens stores that cannot delete all, in a way of their own. */
  private static final class Weak extends MemoryBackend {
    private final BiFunction<AssetStore, Set<AssetKey>, AssetStore> weakening;

    Weak(BiFunction<AssetStore, Set<AssetKey>, AssetStore> weakening) {
      super(UnaryOperator.identity());
      this.weakening = weakening;
    }

    @Override
    public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
      return Optional.of((namespace, stuck) -> weakening.apply(open(namespace), stuck));
    }
  }

  /** Has an object for headers beside each object. */
  private static class KeepsSidecars extends Forwarding {
    private static final String SIDECARS = "sidecars/";

    KeepsSidecars(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      leaveSidecar(key);
      return version;
    }

    void leaveSidecar(AssetKey key) {
      AssetKey sidecar = AssetKey.of(SIDECARS + key.value().hashCode());
      store.put(sidecar, Content.of(new byte[1]), RecordingStore.TEXT, PutCondition.ALWAYS);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.filtered(super.list(prefix, after, limit), key -> !key.startsWith(SIDECARS));
    }
  }

  private static final class KeepsOvertaken extends KeepsSidecars {
    private final Set<AssetKey> underWay;

    KeepsOvertaken(AssetStore store, Set<AssetKey> underWay) {
      super(store);
      this.underWay = underWay;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      boolean alone = underWay.add(key);
      try {
        Version version = store.put(key, content, headers, condition);
        if (!alone) {
          leaveSidecar(key);
        }
        return version;
      } finally {
        underWay.remove(key);
      }
    }
  }

  private static final class KeepsFolders extends Forwarding {
    private final Set<String> folders = new HashSet<>();

    KeepsFolders(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      String name = key.value();
      if (folders.contains(name)) {
        throw Altered.failure(Kind.INVALID, "put", key);
      }
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        folders.add(name.substring(0, slash));
      }
      return super.put(key, content, headers, condition);
    }
  }
}
