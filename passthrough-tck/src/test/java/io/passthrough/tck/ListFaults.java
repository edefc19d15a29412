package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.tck.Mutant.Ask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class ListFaults {

  private static final Optional<Cursor> ENDLESS = Optional.of(new Cursor("endless"));

  private ListFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("list.prefix-is-a-string", "the listing of 'fo': expected ['fo', 'fob'")
            .list(
                "the prefix is a folder",
                (store, ask) -> Altered.filtered(ask.of(store), key -> below(ask, key))),
        by("list.absent-prefix", "the page of 'css/': expected []")
            .list(
                "a prefix that nothing has is ignored",
                (store, ask) -> {
                  Page page = ask.of(store);
                  return page.entries().isEmpty() ? store.list("", ask.after(), ask.limit()) : page;
                }),
        by("list.utf8-order", "the listing: expected")
            .list("names are sorted as UTF-16", (store, ask) -> utf16(ask.of(store))),
        by("list.weird-keys", "the listing: expected")
            .list(
                "names stay escaped",
                (store, ask) ->
                    Altered.entries(
                        ask.of(store), e -> Altered.key(e, e.key().value().replace("&", "&amp;")))),
        by("list.weird-keys", "the listing in pages of 1: expected")
            .list("a cursor is decoded as a URL", ListFaults::decoding),
        by("list.entry-equals-stat", "the version in the listing, of 'a.js': expected version")
            .list(
                "list tells the version in quotes",
                (store, ask) ->
                    Altered.entries(
                        ask.of(store), e -> Altered.version(e, '"' + e.version().token() + '"'))),
        by("list.only-objects", "the listing of '': expected ['a/b/c.js'], but was ['a'")
            .list("folders are listed", (store, ask) -> withFolders(ask.of(store))),
        by("list.after-write", "the listing after the put: expected 'js/1.js'")
            .store("a handle keeps its first listing", KeepsFirst::new),
        by("list.after-delete", "the listing after the delete: expected no 'js/1.js'")
            .store("a handle keeps its first listing", KeepsFirst::new),
        by("list.pages-of-1-2-3", "expected each object once, but was 'js/0.js' twice")
            .list(
                "a page begins with the last entry of the one before",
                (store, ask) -> Listings.numbered(store, ask, 1)),
        by("list.pages-of-1-2-3", "expected at most 1 entries, but was 2 entries")
            .list(
                "the limit is not kept",
                (store, ask) -> store.list(ask.prefix(), ask.after(), ask.limit() + 1)),
        by("list.pages-of-1-2-3", "the listing of 'js/': expected an end")
            .list("empty pages without end follow a full one", ListFaults::endless),
        by("list.beyond-native-page", "the number of entries: expected 1001, but was 1000")
            .list(
                "only the first page is read",
                (store, ask) -> Altered.last(ask.of(store).entries())),
        by("list.beyond-large-page", "the number of entries: expected 5001, but was 5000")
            .store("only five pages are read", FivePages::new),
        by("list.insert-between-pages", "the old objects in the listing: expected")
            .list(
                "the cursor is a number of entries",
                (store, ask) -> Listings.numbered(store, ask, 0)),
        by("list.delete-between-pages", "the objects that stay, in the listing: expected")
            .list(
                "the cursor is a number of entries",
                (store, ask) -> Listings.numbered(store, ask, 0)),
        by("list.cursor-on-second-handle", "list 'js/' after a cursor, at most 4: expected success")
            .store("a cursor lives in its handle", OwnCursors::new),
        by("list.cursor-on-second-handle", "list 'js/' after a cursor, at most 4: expected success")
            .store("a cursor is the last key of a page", PageEnds::new),
        by("list.bad-cursor", "expected a refusal with INVALID, but was success")
            .list("any text is a place in the listing", ListFaults::lenientCursor));
  }

  private static boolean below(Ask ask, String key) {
    return ask.prefix().isEmpty() || key.startsWith(ask.prefix().replaceAll("/$", "") + "/");
  }

  private static Page decoding(AssetStore store, Ask ask) {
    Optional<Cursor> decoded =
        ask.after()
            .map(cursor -> cursor.token().replace("%2F", "/").replace("%2f", "/"))
            .map(Cursor::new);
    return store.list(ask.prefix(), decoded, ask.limit());
  }

  private static Page utf16(Page page) {
    return Altered.entries(
        page,
        page.entries().stream()
            .sorted(Comparator.comparing((Entry entry) -> entry.key().value()))
            .toList());
  }

  private static Page withFolders(Page page) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : page.entries()) {
      String key = entry.key().value();
      if (key.contains("/")) {
        entries.add(Altered.key(entry, key.substring(0, key.indexOf('/'))));
      }
      entries.add(entry);
    }
    return Altered.entries(page, entries);
  }

  private static Page endless(AssetStore store, Ask ask) {
    if (ask.after().equals(ENDLESS)) {
      return new Page(List.of(), ENDLESS, 0);
    }
    Page page = ask.of(store);
    return page.entries().size() == ask.limit() && page.next().isEmpty()
        ? new Page(page.entries(), ENDLESS, page.skipped())
        : page;
  }

  private static Page lenientCursor(AssetStore store, Ask ask) {
    String from = ask.after().map(Cursor::token).orElse("");
    List<Entry> rest =
        Listings.all(store, ask.prefix()).stream()
            .filter(entry -> from.isEmpty() || entry.key().compareTo(AssetKey.of(from)) > 0)
            .toList();
    List<Entry> entries = rest.stream().limit(ask.limit()).toList();
    String last = entries.size() < rest.size() ? entries.get(entries.size() - 1).key().value() : "";
    return Listings.page(store, ask, entries, last);
  }

  private static final class KeepsFirst extends Forwarding {
    private final Map<Ask, Page> kept = new ConcurrentHashMap<>();

    KeepsFirst(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return kept.computeIfAbsent(new Ask(prefix, after, limit), ask -> ask.of(store));
    }
  }

  private static final class FivePages extends Forwarding {
    private int pages;

    FivePages(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      pages = after.isEmpty() ? 1 : pages + 1;
      Page page = super.list(prefix, after, limit);
      return pages == 5 ? Altered.last(page.entries()) : page;
    }
  }

  /** Its handles know each other's cursors, and refuse one that none has given. */
  private static final class PageEnds extends Forwarding {
    private static final Set<String> GIVEN = ConcurrentHashMap.newKeySet();

    PageEnds(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      if (after.isPresent() && !GIVEN.contains(after.get().token())) {
        throw Altered.failure(Kind.INVALID, "list");
      }
      Page page = super.list(prefix, after, limit);
      page.next().ifPresent(next -> GIVEN.add(next.token()));
      return page;
    }
  }

  private static final class OwnCursors extends Forwarding {
    private final Map<Cursor, Cursor> cursors = new HashMap<>();

    OwnCursors(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      if (after.isPresent() && !cursors.containsKey(after.get())) {
        throw Altered.failure(Kind.INVALID, "list");
      }
      Page page = super.list(prefix, after.map(cursors::get), limit);
      Optional<Cursor> next = page.next().map(inner -> new Cursor("own" + cursors.size()));
      next.ifPresent(own -> cursors.put(own, page.next().orElseThrow()));
      return new Page(page.entries(), next, page.skipped());
    }
  }
}
