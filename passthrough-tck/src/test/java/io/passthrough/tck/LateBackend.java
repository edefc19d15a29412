package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Stores that show for a while what was there before, and do not say otherwise. */
final class LateBackend extends MemoryBackend {

  private static final String CURSOR = "after:";

  private final Duration late;
  private final Map<String, History> histories = new ConcurrentHashMap<>();

  LateBackend(Duration late) {
    super(UnaryOperator.identity());
    this.late = late;
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.empty();
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.empty();
  }

  @Override
  public Optional<LinkPlanting> links() {
    return Optional.empty();
  }

  @Override
  public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
    return Optional.of((namespace, keys) -> new Stuck(open(namespace), keys));
  }

  @Override
  public AssetStore open(String namespace) {
    return new Late(
        super.open(namespace), histories.computeIfAbsent(namespace, name -> new History(late)));
  }

  /** What became of each key, and when. */
  private static final class History {
    private final long lateNanos;
    private final NavigableMap<AssetKey, Deque<Change>> changes = new TreeMap<>();

    History(Duration late) {
      this.lateNanos = late.toNanos();
    }

    private record Change(long at, Optional<Snapshot> object) {}

    synchronized void add(AssetKey key, Optional<Snapshot> object) {
      changes
          .computeIfAbsent(key, any -> new ArrayDeque<>())
          .addLast(new Change(System.nanoTime(), object));
    }

    synchronized Optional<Snapshot> seen(AssetKey key) {
      Deque<Change> all = changes.getOrDefault(key, new ArrayDeque<>());
      Optional<Snapshot> seen = Optional.empty();
      for (Change change : all) {
        if (System.nanoTime() - change.at >= lateNanos) {
          seen = change.object;
        }
      }
      return seen;
    }

    synchronized List<AssetInfo> all() {
      return List.copyOf(changes.keySet()).stream()
          .flatMap(key -> seen(key).stream())
          .map(Snapshot::info)
          .toList();
    }
  }

  private static final class Late extends Forwarding {
    private final History history;

    Late(AssetStore store, History history) {
      super(store);
      this.history = history;
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(Capability.CREATE_IF_ABSENT);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return history.seen(key).map(Snapshot::info);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      Snapshot seen =
          history.seen(key).orElseThrow(() -> Altered.failure(Kind.NOT_FOUND, "read", key));
      if (!range.fits(seen.bytes().length)) {
        throw Altered.failure(Kind.INVALID, "read", key);
      }
      int start = (int) range.offset();
      int end = start + (int) range.lengthWithin(seen.bytes().length);
      return new ClosingStreamReader(seen.info(), Arrays.copyOfRange(seen.bytes(), start, end));
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      super.stat(key)
          .ifPresent(
              info ->
                  history.add(
                      key,
                      Optional.of(new Snapshot(info, Altered.bytes(store, key, ByteRange.ALL)))));
      return version;
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      Map<AssetKey, AssetStoreException> failures = super.delete(keys);
      keys.forEach(key -> history.add(key, Optional.empty()));
      return failures;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      String last = after.map(cursor -> last(cursor, prefix)).orElse("");
      List<Entry> rest =
          history.all().stream()
              .filter(info -> info.key().value().startsWith(prefix))
              .filter(info -> last.isEmpty() || info.key().compareTo(AssetKey.of(last)) > 0)
              .map(i -> new Entry(i.key(), i.size(), i.lastModified(), i.version()))
              .toList();
      List<Entry> entries = rest.stream().limit(limit).toList();
      return new Page(
          entries,
          entries.size() < rest.size()
              ? Optional.of(new Cursor(CURSOR + entries.get(limit - 1).key().value()))
              : Optional.empty(),
          0);
    }

    private static String last(Cursor cursor, String prefix) {
      String token = cursor.token();
      if (!token.startsWith(CURSOR + prefix) || token.equals(CURSOR)) {
        throw Altered.failure(Kind.INVALID, "list");
      }
      return token.substring(CURSOR.length());
    }
  }
}
