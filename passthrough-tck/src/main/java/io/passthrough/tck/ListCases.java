package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Listings and their pages. */
final class ListCases {

  private static final int WRITERS = 8;
  private static final List<String> TEN =
      IntStream.range(0, 10).mapToObj(i -> "js/" + i + ".js").toList();

  private ListCases() {}

  static List<TckCase> all() {
    return Stream.concat(plain(), paged()).toList();
  }

  private static Stream<TckCase> plain() {
    return Stream.of(
        TckCase.of("list.prefix-is-a-string", "L2")
            .shows("the prefix 'fo' matches 'foo/a' and 'fob', and 'foo/' only what is below it")
            .usualCause("the prefix is taken for a folder")
            .body(ListCases::prefix),
        TckCase.of("list.absent-prefix", "L2")
            .shows("a prefix that no object has gives an empty last page")
            .usualCause("a folder that does not exist is an error, or the prefix is ignored")
            .body(ListCases::absentPrefix),
        TckCase.of("list.utf8-order", "L1")
            .shows("entries come in the order of their keys' UTF-8 bytes")
            .usualCause("names are sorted as UTF-16, by locale, or folder by folder")
            .body(ListCases::order),
        TckCase.of("list.weird-keys", "K2", "L4", "L6")
            .shows("names that XML, URLs and patterns give a meaning to are listed as they are")
            .usualCause("an answer escapes names, or a cursor takes one for something else")
            .body(ListCases::weirdKeys),
        TckCase.of("list.entry-equals-stat", "L6", "V1")
            .shows("an entry has the size, time and version that stat tells")
            .usualCause("the listing has its own idea of a version, quoted or cut")
            .body(ListCases::entryEqualsStat),
        TckCase.of("list.only-objects", "L7")
            .shows("folders, and what deleted or failed puts leave, are not listed")
            .usualCause("every directory entry is listed, staging and sidecar files too")
            .body(ListCases::onlyObjects),
        TckCase.of("list.after-write", "V4")
            .with(Capability.STRONG_CONSISTENCY)
            .shows("a put that has returned is in every listing that begins afterwards")
            .usualCause("listings are cached, or the backend is only eventually consistent")
            .body(ListCases::afterWrite),
        TckCase.of("list.after-delete", "V4", "D1")
            .with(Capability.STRONG_CONSISTENCY)
            .shows("a delete that has returned is in every listing that begins afterwards")
            .usualCause("listings are cached, or the backend is only eventually consistent")
            .body(ListCases::afterDelete));
  }

  private static Stream<TckCase> paged() {
    return Stream.of(
        TckCase.of("list.pages-of-1-2-3", "L3", "L1")
            .shows("pages of 1, 2, 3, 5 and 10 entries show ten objects once each, in order")
            .usualCause("the entry at the border is shown twice, or never")
            .body(ListCases::smallPages),
        TckCase.of("list.beyond-native-page", "L3", "L4")
            .shows("1,001 objects are listed, though no backend gives as many at once")
            .usualCause("only the backend's first page is read")
            .body(context -> many(context, 1_001)),
        TckCase.of("list.beyond-large-page", "L3", "L4")
            .tier(Tier.LARGE)
            .shows("5,001 objects are listed")
            .usualCause("only the backend's first page is read")
            .body(context -> many(context, 5_001)),
        TckCase.of("list.insert-between-pages", "L4")
            .shows("an object put between two pages does not hide or repeat another")
            .usualCause("the cursor is a number of entries to skip")
            .body(ListCases::insertBetween),
        TckCase.of("list.delete-between-pages", "L4")
            .shows("an object deleted between two pages does not hide another")
            .usualCause("the cursor is a number of entries to skip, or a key that must exist")
            .body(ListCases::deleteBetween),
        TckCase.of("list.cursor-on-second-handle", "L5")
            .shows(
                "a cursor goes on where it was, in a store that was opened for itself; one that is"
                    + " a key goes on from any key")
            .usualCause("the cursor names something that only the first handle has")
            .body(ListCases::cursorOnSecondHandle),
        TckCase.of("list.bad-cursor", "L5")
            .shows("a cursor that the store did not make is INVALID")
            .usualCause("any text is taken for a place in the listing")
            .body(ListCases::badCursor));
  }

  private static void put(RecordingStore store, String... keys) {
    for (String key : keys) {
      store.put(key, "x");
    }
  }

  private static void prefix(CaseContext context) {
    RecordingStore store = context.store();
    put(store, "fo", "foo/a", "foo/b/c", "fob", "f", "goo/fo");

    same("the listing of 'fo'", List.of("fo", "fob", "foo/a", "foo/b/c"), store.keys("fo"));
    same("the listing of 'foo/'", List.of("foo/a", "foo/b/c"), store.keys("foo/"));
    same("the listing of 'foo/b'", List.of("foo/b/c"), store.keys("foo/b"));
    same("the listing of 'foo/b/c'", List.of("foo/b/c"), store.keys("foo/b/c"));
    same("the listing of everything", 6, store.keys("").size());
  }

  private static void absentPrefix(CaseContext context) {
    RecordingStore store = context.store();
    put(store, "js/app.js");

    for (String prefix : List.of("css/", "js/app.js/", "js/b", "z", "JS")) {
      Page page = store.page(prefix, Optional.empty(), 10);
      same("the page of " + Quoted.text(prefix), List.of(), RecordingStore.keys(page.entries()));
    }
  }

  private static void order(CaseContext context) {
    RecordingStore store = context.store();
    List<String> sorted =
        List.of(
            "B.js",
            "a!.js",
            "a-b",
            "a.js",
            "a/b.js",
            "a/c/d.js",
            "a0.js",
            "aa",
            "b",
            "\u00e9.js",
            "\ufffd.js",
            "\ud83d\ude00.js");
    List<String> shuffled = new ArrayList<>(sorted.subList(5, sorted.size()));
    shuffled.addAll(sorted.subList(0, 5));
    put(store, shuffled.toArray(String[]::new));

    same("the listing", sorted, store.keys(""));
    List<String> inPages =
        store.pages("", 3).stream()
            .flatMap(page -> RecordingStore.keys(page.entries()).stream())
            .toList();
    same("the listing in pages of 3", sorted, inPages);
  }

  private static void weirdKeys(CaseContext context) {
    RecordingStore store = context.store();
    List<String> keys =
        List.of(
            "&amp;.js",
            "&.js",
            "<b>.js",
            "a%00b",
            "a+b c",
            "a%2Fb",
            "a;b=c",
            "a\u00a0b",
            "\"q\".js",
            "\u2028.js");
    put(store, keys.toArray(String[]::new));

    List<String> sorted = keys.stream().map(AssetKey::of).sorted().map(AssetKey::value).toList();
    same("the listing", sorted, store.keys(""));
    for (String key : keys) {
      same("the listing of the whole key", List.of(key), store.keys(key));
    }
    List<String> one =
        store.pages("", 1).stream()
            .flatMap(page -> RecordingStore.keys(page.entries()).stream())
            .toList();
    same("the listing in pages of 1", sorted, one);
  }

  private static void entryEqualsStat(CaseContext context) {
    RecordingStore store = context.store();
    store.put("a.js", Bodies.letters(10, 'a'), RecordingStore.TEXT);
    store.put(
        "b/c.js",
        Bodies.letters(20, 'b'),
        RecordingStore.TEXT.withMetadata(Map.of("sha256", "0b")));
    store.put("b/c.js", Bodies.letters(30, 'c'), RecordingStore.TEXT);
    store.put("d.js", "");

    List<Entry> entries = store.list("");
    same("the listing", List.of("a.js", "b/c.js", "d.js"), RecordingStore.keys(entries));
    for (Entry entry : entries) {
      AssetInfo info = store.info(entry.key().value());
      String of = " in the listing, of " + Quoted.any(entry.key());
      same("the size" + of, info.size(), entry.size());
      same("the version" + of, info.version(), entry.version());
      Duration apart = Duration.between(info.lastModified(), entry.lastModified()).abs();
      holds(
          apart.compareTo(Duration.ofSeconds(1)) <= 0,
          "the time" + of,
          "within a second of " + info.lastModified(),
          entry.lastModified());
    }
  }

  private static void onlyObjects(CaseContext context) {
    RecordingStore store = context.store();
    store.put(
        "a/b/c.js",
        Bodies.letters(3, 'c'),
        RecordingStore.TEXT.withMetadata(Map.of("sha256", "0c")));
    store.put("d/e.js", "x");
    store.put("d/e.js", "xx");
    store.delete("d/e.js");

    for (String prefix : List.of("", "a", "a/")) {
      List<Page> pages = store.pages(prefix, 1_000);
      List<String> keys =
          pages.stream().flatMap(page -> RecordingStore.keys(page.entries()).stream()).toList();
      same("the listing of " + Quoted.text(prefix), List.of("a/b/c.js"), keys);
      same("the names skipped", 0, pages.stream().mapToInt(Page::skipped).sum());
    }
    same("the listing of 'd'", List.of(), store.keys("d"));
  }

  private static void afterWrite(CaseContext context) {
    for (int i = 0; i < 20; i++) {
      String key = "js/" + i + ".js";
      context.store().put(key, "x");
      List<String> listed = context.second().keys("js/");
      holds(listed.contains(key), "the listing after the put", Quoted.text(key), listed);
    }
  }

  private static void afterDelete(CaseContext context) {
    put(context.store(), TEN.toArray(String[]::new));
    for (String key : TEN) {
      context.store().delete(key);
      List<String> listed = context.second().keys("js/");
      holds(
          !listed.contains(key), "the listing after the delete", "no " + Quoted.text(key), listed);
    }
  }

  private static void smallPages(CaseContext context) {
    RecordingStore store = context.store();
    put(store, TEN.toArray(String[]::new));
    put(store, "jt", "a");
    for (int limit : List.of(1, 2, 3, 5, 10, 11)) {
      List<String> keys =
          store.pages("js/", limit).stream()
              .flatMap(page -> RecordingStore.keys(page.entries()).stream())
              .toList();
      same("the listing in pages of " + limit, TEN, keys);
    }
  }

  private static void many(CaseContext context, int count) throws InterruptedException {
    RecordingStore store = context.store();
    List<String> keys = IntStream.range(0, count).mapToObj(i -> "js/%05d.js".formatted(i)).toList();
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = writer;
      writers.add(
          () -> {
            for (int i = first; i < count; i += WRITERS) {
              store.put(keys.get(i), "x");
            }
            return true;
          });
    }
    context.together(writers);

    List<String> listed = store.keys("js/");
    same("the number of entries", count, listed.size());
    same("the listing", keys, listed);
  }

  private static void insertBetween(CaseContext context) {
    RecordingStore store = context.store();
    put(store, TEN.toArray(String[]::new));
    Page first = store.page("js/", Optional.empty(), 4);
    List<String> seen = new ArrayList<>(RecordingStore.keys(first.entries()));

    put(store, "js/!first.js", "js/0a.js", "js/zz.js");
    rest(store, first.next(), seen);

    List<String> old = seen.stream().filter(TEN::contains).toList();
    same("the old objects in the listing", TEN, old);
  }

  private static void deleteBetween(CaseContext context) {
    RecordingStore store = context.store();
    put(store, TEN.toArray(String[]::new));
    Page first = store.page("js/", Optional.empty(), 4);
    List<String> seen = new ArrayList<>(RecordingStore.keys(first.entries()));

    store.delete("js/0.js", "js/3.js");
    rest(store, first.next(), seen);

    List<String> kept =
        seen.stream().filter(key -> !key.equals("js/0.js") && !key.equals("js/3.js")).toList();
    List<String> expected = new ArrayList<>(TEN);
    expected.removeAll(List.of("js/0.js", "js/3.js"));
    same("the objects that stay, in the listing", expected, kept);
  }

  private static void cursorOnSecondHandle(CaseContext context) {
    put(context.store(), TEN.toArray(String[]::new));
    Page first = context.store().page("js/", Optional.empty(), 4);
    List<String> seen = new ArrayList<>(RecordingStore.keys(first.entries()));

    rest(context.second(), first.next(), seen);

    same("the first page and the rest of another handle", TEN, seen);
    first.next().flatMap(Cursor::key).ifPresent(key -> anyKey(context.second()));
  }

  /** Cursors that are keys are those of keys that no listing has shown, too. */
  private static void anyKey(RecordingStore store) {
    for (String key : List.of("js/6.js", "js/6a.js")) {
      List<String> seen = new ArrayList<>();
      rest(store, Optional.of(Cursor.after(AssetKey.of(key))), seen);
      same("the listing after '" + key + "'", List.of("js/7.js", "js/8.js", "js/9.js"), seen);
    }
  }

  private static void rest(RecordingStore store, Optional<Cursor> from, List<String> seen) {
    holds(from.isPresent(), "next() of the first page", "a cursor", "nothing");
    for (Optional<Cursor> after = from; after.isPresent(); ) {
      Page page = store.page("js/", after, 4);
      seen.addAll(RecordingStore.keys(page.entries()));
      after = page.next();
    }
  }

  private static void badCursor(CaseContext context) {
    RecordingStore store = context.store();
    put(store, "js/a.js", "js/b.js", "js/c.js");

    for (String token : List.of("", "the kit's own text", "js/a.js", "12345")) {
      store.paging("js/", Optional.of(new Cursor(token)), 2).refused(Kind.INVALID);
    }
  }
}
