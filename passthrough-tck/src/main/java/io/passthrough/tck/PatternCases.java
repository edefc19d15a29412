package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that SQL, shells, regular expressions and paths give a meaning to. */
final class PatternCases {

  /** Each pattern beside what it would match. */
  private static final List<String> KEYS =
      Stream.of(
              "a_b/1.js",
              "aXb/1.js",
              "100%/1.js",
              "100x/1.js",
              "100/1.js",
              "s*r/1.js",
              "star/1.js",
              "sr/1.js",
              "q?/1.js",
              "qq/1.js",
              "c[ab]/1.js",
              "ca/1.js",
              "c[!a]/1.js",
              "cb/1.js",
              "d.t/1.js",
              "dot/1.js",
              "b{x,y}/1.js",
              "bx/1.js",
              "p+s/1.js",
              "pps/1.js",
              "^u/1.js",
              "$v/1.js",
              "w|x/1.js",
              "w/1.js",
              "(y)/1.js",
              "y/1.js",
              "'z'/1.js",
              "#n/1.js",
              "5/1.js")
          .map(AssetKey::of)
          .sorted()
          .map(AssetKey::value)
          .toList();

  private static final List<String> PREFIXES =
      List.of(
          "a_", "a_b/", "%", "100%", "100%/", "_", "*", "s*", "s*r", "?", "q?", "q?/1", "[",
          "c[ab]", "c[", "c[!a]/", "d.", "d.t", "b{", "b{x,y}", "p+", "^", "^u", "$", "w|x", "(",
          "(y)", "'", "'z'", "#", "#n", "5", "10", "c");

  private PatternCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("list.patterns", "L2", "K2")
            .shows("'%', '_', '*', '?', '[' and the like are plain characters in a prefix")
            .usualCause("the prefix becomes a LIKE, a glob or a regular expression")
            .body(PatternCases::prefixes),
        TckCase.of("delete.patterns", "D5", "K3")
            .shows("a key with '%', '_', '*', '?' or '[' in it is deleted alone, and found alone")
            .usualCause("the key becomes a LIKE, a glob or a regular expression")
            .body(PatternCases::deletes),
        TckCase.of("keys.foreign-slashes", "L8", "L6", "K3")
            .needs(HarnessOption.NATIVE_PLANTING)
            .needs(HarnessOption.NATIVE_LISTING)
            .shows("others' names with '//' or a slash at the start are no keys and stand for none")
            .usualCause("a name is taken for a path, whose slashes are folded or cut")
            .body(PatternCases::foreignSlashes),
        TckCase.of("list.only-foreign-names", "L8", "L3")
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("pages in which all names are others' and no keys do not end a listing")
            .usualCause("a page without a key is taken for the last one")
            .body(PatternCases::onlyForeign));
  }

  private static void prefixes(CaseContext context) {
    RecordingStore store = context.store();
    KEYS.forEach(key -> store.put(key, "x"));

    same("the listing", KEYS, store.keys(""));
    for (String prefix : PREFIXES) {
      List<String> expected = KEYS.stream().filter(key -> key.startsWith(prefix)).toList();
      same("the listing of " + Quoted.text(prefix), expected, store.keys(prefix));
      List<String> inPages =
          store.pages(prefix, 1).stream()
              .flatMap(page -> RecordingStore.keys(page.entries()).stream())
              .toList();
      same("the listing of " + Quoted.text(prefix) + " in pages of 1", expected, inPages);
    }
  }

  private static void deletes(CaseContext context) {
    RecordingStore store = context.store();
    List<String> patterns = List.of("a_b", "100%", "s*r", "q?", "c[ab]", "d.t", "%", "*", "_");
    List<String> others = List.of("aXb", "100x", "star", "qq", "ca", "dot", "any", "x");
    others.forEach(key -> store.put(key, key));
    patterns.forEach(store::lacks);
    for (String pattern : patterns) {
      store.put(pattern, "the pattern");
      store.holds(pattern, "the pattern");
      store.delete(pattern);
      store.lacks(pattern);
    }

    List<String> sorted = others.stream().map(AssetKey::of).sorted().map(AssetKey::value).toList();
    same("the listing after the deletes", sorted, store.keys(""));
    others.forEach(key -> store.holds(key, key));
  }

  private static void foreignSlashes(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    store.put("js/app.js", "app");
    context.planting().plant("js//b.js", new byte[] {1});
    boolean verbatim = context.names().contains("js//b.js");
    if (verbatim) {
      context.planting().plant("/lead.js", new byte[] {2});
      context.planting().plant("js/./c.js", new byte[] {3});
      context.planting().plant("js/../d.js", new byte[] {4});
    }
    store.put("js/app.js", "app, again");
    List<String> keys = new ArrayList<>(List.of("js/app.js"));
    if (!verbatim && context.names().contains("js/b.js")) {
      keys.add("js/b.js");
    }

    for (int limit : List.of(1, 2, 1_000)) {
      List<Page> pages = store.pages("", limit);
      List<String> listed =
          pages.stream().flatMap(page -> RecordingStore.keys(page.entries()).stream()).toList();
      same("the listing in pages of at most " + limit, keys, listed);
      int skipped = pages.stream().mapToInt(Page::skipped).sum();
      same("skipped() of its pages", verbatim ? 4 : 0, skipped);
    }
    for (String key : List.of("js/b.js", "lead.js", "js/c.js", "d.js", "b.js")) {
      if (!keys.contains(key)) {
        store.reading(key, ByteRange.ALL).refused(Kind.NOT_FOUND);
        same("stat of " + Quoted.text(key), Optional.empty(), store.stat(key));
      }
    }
    store.holds("js/app.js", "app, again");
  }

  private static void onlyForeign(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    store.put("a.js", "first");
    for (String name : List.of("e\u0301.js", "i\u0301.js", "o\u0301.js", "u\u0301.js")) {
      context.planting().plant(name, new byte[] {1});
    }
    store.put("z.js", "last");
    for (int limit : List.of(1, 2, 3)) {
      List<String> keys =
          store.pages("", limit).stream()
              .flatMap(page -> RecordingStore.keys(page.entries()).stream())
              .toList();
      holds(
          keys.equals(List.of("a.js", "z.js")),
          "the listing in pages of at most " + limit + ", with illegal names between",
          "['a.js', 'z.js']",
          keys);
    }
  }
}
