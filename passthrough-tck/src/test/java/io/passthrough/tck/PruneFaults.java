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
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores whose fault shows where a prune runs beside another run, or fails. */
final class PruneFaults {

  private PruneFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("retention.rollback-during-prune", "roll back: expected success, but was Passthrough")
            .store("others' open attempts are not listed", store -> new ListsOwn(store, "/open.")),
        by(
                "retention.publish-during-prune",
                "read 'one.3f9a1c01.js': expected success, but was NOT_FOUND")
            .store("others' plans are not listed", store -> new ListsOwn(store, "/plans/")),
        by("retention.two-prunes", "keeping what is current: expected success, but was NOT_FOUND")
            .delete("what is absent cannot be deleted", PruneFaults::presentOnly),
        by("retention.cut-off-prune", "publish 'one' again: expected success, but was CONDITION")
            .harness("a deleted object keeps its name", PruneFaults::keepingNames),
        by("retention.late-delete", "read 'one.3f9a1c01.js': expected success, but was NOT_FOUND")
            .store("a handle keeps its listing", KeepsListing::new),
        by("retention.lost-delete-answer", "stat 'one.3f9a1c01.js': expected nothing, but was")
            .harness("a deleted object is still found", PruneFaults::findingDeleted),
        by(
                "retention.partial-delete",
                "keeping what is current: expected a failure, but was success")
            .harness("failures within an answer are dropped", DeleteFaults::silent));
  }

  private static Map<AssetKey, AssetStoreException> presentOnly(
      AssetStore store, Collection<AssetKey> keys) {
    Map<AssetKey, AssetStoreException> failures = new HashMap<>();
    for (AssetKey key : keys) {
      if (store.stat(key).isEmpty()) {
        failures.put(key, Altered.failure(Kind.NOT_FOUND, "delete", key));
      }
    }
    failures.putAll(store.delete(keys));
    return failures;
  }

  private static Harness keepingNames() {
    return MemoryBackend.<Set<AssetKey>>remembering(ConcurrentHashMap::newKeySet, KeepsNames::new);
  }

  private static Harness findingDeleted() {
    return MemoryBackend.<Map<AssetKey, AssetInfo>>remembering(
        ConcurrentHashMap::new, FindsDeleted::new);
  }

  /** Lists some objects only if it has put them itself. */
  private static final class ListsOwn extends Forwarding {
    private final String part;
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    ListsOwn(AssetStore store, String part) {
      super(store);
      this.part = part;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      own.add(key.value());
      return super.put(key, content, headers, condition);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.filtered(
          super.list(prefix, after, limit), key -> own.contains(key) || !key.contains(part));
    }
  }

  private static final class KeepsNames extends Forwarding {
    private final Set<AssetKey> taken;

    KeepsNames(AssetStore store, Set<AssetKey> taken) {
      super(store);
      this.taken = taken;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (condition == PutCondition.IF_ABSENT && taken.contains(key)) {
        throw Altered.failure(Kind.CONDITION_FAILED, "put", key);
      }
      return super.put(key, content, headers, condition);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      taken.addAll(keys);
      return super.delete(keys);
    }
  }

  /** Lists the files that there were before, until it puts one itself. */
  private static final class KeepsListing extends Forwarding {
    private List<Entry> files = List.of();

    KeepsListing(AssetStore store) {
      super(store);
    }

    @Override
    public synchronized Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      if (!key.value().startsWith(".passthrough/")) {
        files = List.of();
      }
      return version;
    }

    @Override
    public synchronized Page list(String prefix, Optional<Cursor> after, int limit) {
      if (prefix.startsWith(".passthrough/")) {
        return super.list(prefix, after, limit);
      }
      if (files.isEmpty()) {
        files = Listings.all(store, "");
      }
      return Altered.last(
          files.stream().filter(entry -> entry.key().value().startsWith(prefix)).toList());
    }
  }

  private static final class FindsDeleted extends Forwarding {
    private final Map<AssetKey, AssetInfo> deleted;

    FindsDeleted(AssetStore store, Map<AssetKey, AssetInfo> deleted) {
      super(store);
      this.deleted = deleted;
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key).or(() -> Optional.ofNullable(deleted.get(key)));
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      for (AssetKey key : keys) {
        store
            .stat(key)
            .filter(info -> !key.value().startsWith(".passthrough/"))
            .ifPresent(info -> deleted.put(key, info));
      }
      return super.delete(keys);
    }
  }
}
