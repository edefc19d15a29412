package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole listings, for faults that need them. */
final class Listings {

  private Listings() {}

  static List<Entry> all(AssetStore store, String prefix) {
    List<Entry> all = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page page = store.list(prefix, after, AssetStore.MAX_PAGE_SIZE);
      all.addAll(page.entries());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  /** Returns a part of a list as a page, whose cursor is the number of entries so far. */
  static Page from(List<Entry> all, int start, int limit) {
    int end = Math.min(all.size(), start + limit);
    List<Entry> entries = start < end ? all.subList(start, end) : List.of();
    Optional<Cursor> next =
        end < all.size() ? Optional.of(new Cursor("n" + end)) : Optional.empty();
    return new Page(entries, next, 0);
  }
}
