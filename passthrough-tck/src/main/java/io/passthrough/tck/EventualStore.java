package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Polls after each put or delete until stat, read and list show what was done, for a bounded time:
 * how a case uses a store that promises no strong consistency.
 */
final class EventualStore extends Forwarding {

  private static final long PAUSE_MILLIS = 5;
  private static final int MAX_LOOKED_AT = 20;

  private final List<AssetStore> handles;
  private final Duration patience;

  private EventualStore(AssetStore store, List<AssetStore> handles, Duration patience) {
    super(store);
    this.handles = handles;
    this.patience = patience;
  }

  /** Joins the handles that must all show what was done through any of them. */
  static AssetStore of(AssetStore store, List<AssetStore> handles, Duration patience) {
    handles.add(store);
    return new EventualStore(store, handles, patience);
  }

  private void await(Predicate<AssetStore> seen) {
    long end = System.nanoTime() + patience.toNanos();
    while (!Thread.currentThread().isInterrupted()
        && System.nanoTime() - end < 0
        && !handles.stream().allMatch(seen)) {
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean shows(AssetStore store, AssetKey key, Version version) {
    Optional<Version> stated = store.stat(key).map(AssetInfo::version);
    return stated.filter(version::equals).isPresent()
        && read(store, key).filter(version::equals).isPresent()
        && listed(store, key).map(Entry::version).filter(version::equals).isPresent();
  }

  /** Returns whether a put that came later is seen already. */
  private static boolean showsAnother(AssetStore store, AssetKey key, Optional<Version> before) {
    Optional<Version> now = store.stat(key).map(AssetInfo::version);
    return now.isPresent()
        && !now.equals(before)
        && read(store, key).equals(now)
        && listed(store, key).map(Entry::version).equals(now);
  }

  private static boolean lacks(AssetStore store, AssetKey key) {
    return store.stat(key).isEmpty() && read(store, key).isEmpty() && listed(store, key).isEmpty();
  }

  private static Optional<Version> read(AssetStore store, AssetKey key) {
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      return Optional.of(reader.info().version());
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean listsNone(AssetStore store, Set<AssetKey> gone) {
    Optional<Cursor> after = Optional.empty();
    do {
      Page page = store.list("", after, MAX_PAGE_SIZE);
      if (page.entries().stream().map(Entry::key).anyMatch(gone::contains)) {
        return false;
      }
      after = page.next();
    } while (after.isPresent());
    return true;
  }

  private static Optional<Entry> listed(AssetStore store, AssetKey key) {
    Page page = store.list(key.value(), Optional.empty(), MAX_PAGE_SIZE);
    while (page.entries().isEmpty() && page.next().isPresent()) {
      page = store.list(key.value(), page.next(), MAX_PAGE_SIZE);
    }
    return page.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Optional<Version> before = store.stat(key).map(AssetInfo::version);
    Version version = store.put(key, content, headers, condition);
    await(handle -> shows(handle, key, version) || showsAnother(handle, key, before));
    return version;
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Map<AssetKey, AssetStoreException> failures = store.delete(keys);
    Set<AssetKey> gone = new HashSet<>(keys);
    gone.removeAll(failures.keySet());
    gone.stream().limit(MAX_LOOKED_AT).forEach(key -> await(handle -> lacks(handle, key)));
    if (gone.size() > MAX_LOOKED_AT) {
      await(handle -> listsNone(handle, gone));
    }
    return failures;
  }

  @Override
  public void close() {
    handles.remove(store);
    super.close();
  }
}
