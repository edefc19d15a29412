package io.passthrough.core.attempt;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.ForwardingStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store to try things on: what is put or deleted shows in stat and list as if it were so, and
 * never reaches the store behind. The entries that were put come at the end of the last page.
 */
public final class DryRunStore extends ForwardingStore {

  private static final Version VERSION = new Version("dry-run");

  private final AssetStore store;
  private final Clock clock;
  private final Map<AssetKey, AssetInfo> put = new ConcurrentHashMap<>();
  private final Set<AssetKey> deleted = ConcurrentHashMap.newKeySet();

  /**
   * Makes a store over another one.
   *
   * @param store where nothing is changed
   * @param clock when what is put was put
   */
  public DryRunStore(AssetStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  protected AssetStore delegate() {
    return store;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return Optional.ofNullable(put.get(key))
        .or(() -> deleted.contains(key) ? Optional.empty() : store.stat(key));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    if (condition == PutCondition.IF_ABSENT && stat(key).isPresent()) {
      throw AssetStoreException.of(AssetStoreException.Kind.CONDITION_FAILED, "put", toString())
          .key(key)
          .because("another object is already there");
    }
    put.put(key, new AssetInfo(key, content.length(), clock.instant(), VERSION, headers));
    return VERSION;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Page page = withoutDeleted(store.list(prefix, after, limit));
    if (page.next().isPresent()) {
      return page;
    }
    List<Entry> entries = new ArrayList<>(page.entries());
    for (AssetInfo info : put.values()) {
      if (info.key().value().startsWith(prefix)) {
        entries.add(new Entry(info.key(), info.size(), info.lastModified(), info.version()));
      }
    }
    return new Page(entries, Optional.empty(), page.skipped());
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    keys.forEach(put::remove);
    deleted.addAll(keys);
    return Map.of();
  }

  private Page withoutDeleted(Page page) {
    List<Entry> left =
        page.entries().stream().filter(entry -> !deleted.contains(entry.key())).toList();
    return new Page(left, page.next(), page.skipped());
  }

  /** Leaves the store behind open: it is the caller's. */
  @Override
  public void close() {}
}
