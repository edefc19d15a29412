package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Stores whose fault lets a prune take too much, or too little. */
final class RetentionFaults {

  private static final String LOST = "read 'one.3f9a1c01.js': expected success, but was NOT_FOUND";
  private static final int DEEP = 4;

  private RetentionFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("retention.last-of-each-environment", LOST)
            .list(
                "a folder beside another is not listed",
                (store, ask) -> without(ask, store, "/canary/")),
        by(
                "retention.shared-asset",
                "read 'shared.3f9a1c04.js': expected success, but was NOT_FOUND")
            .delete("a batch is deleted from its first to its last key", RetentionFaults::between),
        by("retention.pinned-release", LOST)
            .list(
                "objects under some names are not listed",
                (store, ask) -> without(ask, store, ".passthrough/pins/")),
        by("retention.leased-release", LOST)
            .harness("what was overwritten is not listed", RetentionFaults::hidingOverwritten),
        by("retention.renewed-lease", LOST)
            .harness("an object's time is that of its first put", CreationTimes::new),
        by("retention.records-gone", "the records of 'one': expected [], but was ['.passthrough/")
            .delete("keys of many segments stay", RetentionFaults::shallow),
        by("retention.codings-gone", "those that are left: expected ['.passthrough/encoded/")
            .delete("a delete stays in one folder", RetentionFaults::inOneFolder),
        by("retention.foreign-objects", LOST)
            .harness(
                "an object keeps the metadata of the one before it",
                RetentionFaults::keepingMetadata),
        by("retention.late-lists", "expected a refusal by core, but was success")
            .harness("only the first handle knows that lists are late", Forgetful::new));
  }

  private static Page without(Mutant.Ask ask, AssetStore store, String part) {
    return Altered.filtered(ask.of(store), key -> !key.contains(part));
  }

  private static Harness keepingMetadata() {
    return MemoryBackend.<Map<AssetKey, AssetHeaders>>remembering(
        ConcurrentHashMap::new, KeepsMetadata::new);
  }

  private static Harness hidingOverwritten() {
    return MemoryBackend.<Set<String>>remembering(
        ConcurrentHashMap::newKeySet, HidesOverwritten::new);
  }

  private static Map<AssetKey, AssetStoreException> between(
      AssetStore store, Collection<AssetKey> keys) {
    List<AssetKey> sorted = keys.stream().sorted().toList();
    AssetKey first = sorted.get(0);
    AssetKey last = sorted.get(sorted.size() - 1);
    List<AssetKey> all =
        Listings.all(store, "").stream()
            .map(entry -> entry.key())
            .filter(key -> key.compareTo(first) >= 0 && key.compareTo(last) <= 0)
            .toList();
    return all.isEmpty() ? Map.of() : store.delete(all);
  }

  private static Map<AssetKey, AssetStoreException> shallow(
      AssetStore store, Collection<AssetKey> keys) {
    List<AssetKey> some =
        keys.stream().filter(key -> key.value().split("/", -1).length <= DEEP).toList();
    return some.isEmpty() ? Map.of() : store.delete(some);
  }

  private static Map<AssetKey, AssetStoreException> inOneFolder(
      AssetStore store, Collection<AssetKey> keys) {
    String folder = folder(keys.iterator().next());
    return store.delete(keys.stream().filter(key -> folder(key).equals(folder)).toList());
  }

  private static String folder(AssetKey key) {
    return key.value().substring(0, key.value().lastIndexOf('/') + 1);
  }

  private static final class HidesOverwritten extends Forwarding {
    private final Set<String> overwritten;

    HidesOverwritten(AssetStore store, Set<String> overwritten) {
      super(store);
      this.overwritten = overwritten;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (condition == PutCondition.ALWAYS && store.stat(key).isPresent()) {
        overwritten.add(key.value());
      }
      return super.put(key, content, headers, condition);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.filtered(super.list(prefix, after, limit), key -> !overwritten.contains(key));
    }
  }

  /** A backend that takes hours for a file, and tells when it was put there first. */
  private static final class CreationTimes extends HoursForAFile {
    private final Map<AssetKey, Instant> first = new ConcurrentHashMap<>();

    @Override
    public AssetStore open(String namespace) {
      return new FirstTimes(super.open(namespace), first);
    }
  }

  /** A backend whose first handle alone declares what is so. */
  private static final class Forgetful extends MemoryBackend {
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    Forgetful() {
      super(UnaryOperator.identity());
    }

    @Override
    public AssetStore open(String namespace) {
      AssetStore store = super.open(namespace);
      if (!opened.add(namespace)) {
        return store;
      }
      return new Forwarding(store) {
        @Override
        public Set<Capability> capabilities() {
          return Set.of(Capability.CREATE_IF_ABSENT);
        }
      };
    }
  }

  private static final class KeepsMetadata extends Forwarding {
    private final Map<AssetKey, AssetHeaders> known;

    KeepsMetadata(AssetStore store, Map<AssetKey, AssetHeaders> known) {
      super(store);
      this.known = known;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      known.put(key, headers);
      return version;
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key)
          .map(
              info ->
                  info.headers().metadata().isEmpty() && known.containsKey(key)
                      ? Altered.headers(
                          info, info.headers().withMetadata(known.get(key).metadata()))
                      : info);
    }
  }
}
