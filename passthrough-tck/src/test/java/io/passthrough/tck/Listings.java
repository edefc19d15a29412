package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.tck.Mutant.Ask;
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

  /** Counts the names of a listing that are no keys. */
  static int skipped(AssetStore store, String prefix) {
    Page page = store.list(prefix, Optional.empty(), AssetStore.MAX_PAGE_SIZE);
    int skipped = page.skipped();
    while (page.next().isPresent()) {
      page = store.list(prefix, page.next(), AssetStore.MAX_PAGE_SIZE);
      skipped += page.skipped();
    }
    return skipped;
  }

  /** Returns a part of a listing as a page, whose cursor is the number of entries so far. */
  static Page numbered(AssetStore store, Ask ask, int back) {
    return numbered(store, ask, back, all(store, ask.prefix()));
  }

  /** Returns a part of some entries as a page, whose cursor is the number of entries so far. */
  static Page numbered(AssetStore store, Ask ask, List<Entry> all) {
    return numbered(store, ask, 0, all);
  }

  private static Page numbered(AssetStore store, Ask ask, int back, List<Entry> all) {
    int start = ask.after().map(Listings::number).orElse(back) - back;
    int end = Math.min(all.size(), start + ask.limit());
    List<Entry> entries = start < end ? all.subList(start, end) : List.of();
    return page(store, ask, entries, end < all.size() ? "n" + end : "");
  }

  /** Returns a page that counts foreign names as the store's own first page does. */
  static Page page(AssetStore store, Ask ask, List<Entry> entries, String next) {
    int skipped = ask.after().isEmpty() ? ask.of(store).skipped() : 0;
    return new Page(
        entries, Optional.of(next).filter(it -> !it.isEmpty()).map(Cursor::new), skipped);
  }

  private static int number(Cursor cursor) {
    if (!cursor.token().matches("n[0-9]{1,5}")) {
      throw Altered.failure(Kind.INVALID, "list");
    }
    return Integer.parseInt(cursor.token().substring(1));
  }
}
