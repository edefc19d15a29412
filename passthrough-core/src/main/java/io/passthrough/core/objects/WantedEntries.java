package io.passthrough.core.objects;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.core.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lists prefixes for the keys that are wanted, and no further than these go. Where cursors are
 * keys, what follows a first page is read in several ranges at once: that page tells how many pages
 * the wanted keys will take. Thread-safe.
 */
final class WantedEntries {

  /** So many pages a range, as the last page of each is read in part for nothing. */
  private static final int PAGES = 4;

  private final AssetStore store;
  private final Workers workers;
  private final Set<AssetKey> wanted;
  private final Map<AssetKey, Entry> found = new ConcurrentHashMap<>();
  private final Queue<Range> ranges = new ConcurrentLinkedQueue<>();

  /** What follows a cursor, up to the last wanted key. */
  private record Range(String prefix, Cursor after, AssetKey last) {

    /** Returns where to go on after a page, unless the last key cannot come any more. */
    Optional<Cursor> next(Page page) {
      List<Entry> entries = page.entries();
      boolean isPast =
          !entries.isEmpty() && entries.get(entries.size() - 1).key().compareTo(last) >= 0;
      return isPast ? Optional.empty() : page.next();
    }
  }

  private WantedEntries(AssetStore store, Workers workers, Set<AssetKey> wanted) {
    this.store = store;
    this.workers = workers;
    this.wanted = wanted;
  }

  /**
   * Lists wanted keys.
   *
   * @param store the store
   * @param workers who lists
   * @param wanted the keys
   * @param prefixes what the wanted keys begin with
   * @return the entries of the wanted keys that are there
   */
  static Map<AssetKey, Entry> list(
      AssetStore store, Workers workers, Set<AssetKey> wanted, Set<String> prefixes) {
    WantedEntries entries = new WantedEntries(store, workers, wanted);
    workers.forEach(prefixes, entries::begin);
    workers.forEach(entries.ranges, entries::follow);
    return entries.found;
  }

  /** Reads the first page, and plans what is to be read after it. */
  private void begin(String prefix) {
    Page page = store.list(prefix, Optional.empty(), AssetStore.MAX_PAGE_SIZE);
    take(page);
    List<AssetKey> keys =
        wanted.stream().filter(key -> key.value().startsWith(prefix)).sorted().toList();
    page.next().ifPresent(next -> plan(prefix, next, keys));
  }

  private void plan(String prefix, Cursor next, List<AssetKey> keys) {
    Optional<AssetKey> end = next.key();
    if (end.isPresent()) {
      int seen = (int) keys.stream().filter(key -> key.compareTo(end.get()) <= 0).count();
      divide(prefix, next, keys, seen);
    } else {
      ranges.add(new Range(prefix, next, keys.get(keys.size() - 1)));
    }
  }

  private void divide(String prefix, Cursor next, List<AssetKey> keys, int seen) {
    List<AssetKey> rest = keys.subList(seen, keys.size());
    int inRange = Math.max(PAGES * Math.max(1, seen), rest.size() / workers.count() + 1);
    Cursor after = next;
    for (int from = 0; from < rest.size(); from += inRange) {
      AssetKey last = rest.get(Math.min(from + inRange, rest.size()) - 1);
      ranges.add(new Range(prefix, after, last));
      after = Cursor.after(last);
    }
  }

  private void follow(Range range) {
    Optional<Cursor> cursor = Optional.of(range.after());
    while (cursor.isPresent()) {
      Page page = store.list(range.prefix(), cursor, AssetStore.MAX_PAGE_SIZE);
      take(page);
      cursor = range.next(page);
    }
  }

  private void take(Page page) {
    for (Entry entry : page.entries()) {
      if (wanted.contains(entry.key())) {
        found.put(entry.key(), entry);
      }
    }
  }
}
