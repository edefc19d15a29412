package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.Version;
import io.passthrough.tck.Mutant.Put;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

final class KeyFaults {

  private KeyFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("keys.nested", "the listing: expected ['a/b/c/d/e.js', 'a/b/f.js'")
            .list(
                "only the first level is listed",
                (store, ask) -> Altered.filtered(ask.of(store), key -> !key.contains("/"))),
        mapped(
            by("keys.unicode", "the listing: expected"),
            "names are written in US-ASCII",
            key -> key.replaceAll("[^\\x20-\\x7e]", "_")),
        mapped(
            by("keys.percent-literal", "the listing: expected"),
            "names are decoded as URLs",
            KeyFaults::decoded),
        mapped(
            by("keys.bundler-names", "the listing: expected"),
            "a name ends at a question mark or hash",
            key -> key.replaceAll("[?#].*", "")),
        mapped(
            by("keys.plus-is-not-space", "the listing: expected"),
            "a plus becomes a space",
            key -> key.replace('+', ' ')),
        mapped(
            by("keys.case-distinct", "stat 'js/app.js': expected nothing, but was an object"),
            "the medium folds case",
            key -> key.toLowerCase(Locale.ROOT)),
        by("keys.case-distinct", "the refusal's message: expected both keys")
            .put("the refusal names one key only", KeyFaults::refusesOtherCase),
        by("keys.case-distinct", "read 'js/App.js': expected success, but was NOT_FOUND")
            .delete("a delete folds case", KeyFaults::deleteFolded),
        by("keys.case-distinct", "(U+00C9): expected nothing, but was an object")
            .stat("beyond ASCII, stat folds case", KeyFaults::statFolded),
        by("keys.side-names", "the listing: expected")
            .list(
                "names that end in .tmp are nobody's",
                (store, ask) -> Altered.filtered(ask.of(store), key -> !key.endsWith(".tmp"))),
        mapped(
            by("keys.spaces", "the body of 'app.js': expected 'one' (3 bytes), but was 'oth"),
            "spaces at a segment's end are dropped",
            key -> key.replaceAll(" +(?=/|$)", "")),
        mapped(
            by("keys.spaces", "the body of 'c.js': expected 'one' (3 bytes), but was 'oth"),
            "names are trimmed at their start",
            String::stripLeading),
        mapped(
            by("keys.spaces", "the body of 'd e.js': expected 'one' (3 bytes), but was 'oth"),
            "spaces in a row are one",
            key -> key.replaceAll(" +", " ")),
        by("keys.longest", "expected success, but was INVALID")
            .put(
                "a temporary name needs ten bytes of the segment",
                (store, put) -> {
                  if (longestSegment(put.key()) > 245) {
                    throw Altered.failure(Kind.INVALID, "put", put.key());
                  }
                  return put.to(store);
                }),
        by("keys.siblings", "read 'a-b': expected success, but was NOT_FOUND")
            .delete("a key is deleted as a prefix", KeyFaults::deletePrefix),
        by("keys.file-and-folder", "read 'a': expected success, but was NOT_FOUND")
            .put("a file gives way to a folder", KeyFaults::folderWins),
        mapped(
            by("keys.trailing-dots", "the body of 'app': expected 'one' (3 bytes), but was 'oth"),
            "dots at a segment's end are dropped",
            key -> key.replaceAll("[.]+(?=/|$)", "")),
        by("keys.foreign-objects", "list '', at most 1: expected success, but was Illegal")
            .list("the first illegal name ends the listing", (store, ask) -> strict(ask.of(store))),
        by("keys.foreign-objects", "skipped() of all pages of at most 1: expected 1, but was 0")
            .list(
                "illegal names are not counted",
                (store, ask) -> {
                  Page page = ask.of(store);
                  return new Page(page.entries(), page.next(), 0);
                }),
        by("keys.foreign-objects", "skipped() of all pages of at most 1: expected 1, but was 3")
            .list(
                "each page counts the illegal names of all",
                (store, ask) -> {
                  Page page = ask.of(store);
                  int all = store.list("", Optional.empty(), 1).skipped();
                  return new Page(page.entries(), page.next(), all);
                }),
        by("keys.name-in-container", "expected one named 'js/app.js', but was nothing")
            .store("names are escaped in the container", Escaped::new),
        by("keys.reserved-namespace", "the listing: expected ['.passthrough/files/0a'")
            .list(
                "names with a leading dot are hidden",
                (store, ask) -> Altered.filtered(ask.of(store), key -> !key.startsWith("."))));
  }

  private static Mutant mapped(Mutant.Caught caught, String fault, UnaryOperator<String> map) {
    return caught.store(fault, store -> new MappedKeys(store, map));
  }

  private static Map<AssetKey, AssetStoreException> deleteFolded(
      AssetStore store, Collection<AssetKey> keys) {
    Set<AssetKey> all = new LinkedHashSet<>(keys);
    for (Entry entry : Listings.all(store, "")) {
      keys.stream().filter(key -> alike(key, entry.key())).forEach(key -> all.add(entry.key()));
    }
    return store.delete(all);
  }

  private static boolean alike(AssetKey one, AssetKey other) {
    return one.value().equalsIgnoreCase(other.value());
  }

  private static Optional<AssetInfo> statFolded(AssetStore store, AssetKey key) {
    return store
        .stat(key)
        .or(
            () ->
                Listings.all(store, "").stream()
                    .map(Entry::key)
                    .filter(other -> !other.value().matches("\\p{ASCII}+") && alike(key, other))
                    .findFirst()
                    .flatMap(store::stat));
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }

  private static Version refusesOtherCase(AssetStore store, Put put) {
    String lower = put.key().value().toLowerCase(Locale.ROOT);
    for (Entry entry : Listings.all(store, "")) {
      String other = entry.key().value();
      if (!entry.key().equals(put.key()) && other.toLowerCase(Locale.ROOT).equals(lower)) {
        throw Altered.failure(Kind.INVALID, "put", put.key());
      }
    }
    return put.to(store);
  }

  private static int longestSegment(AssetKey key) {
    int longest = 0;
    for (String segment : key.value().split("/", -1)) {
      longest = Math.max(longest, segment.getBytes(StandardCharsets.UTF_8).length);
    }
    return longest;
  }

  static Map<AssetKey, AssetStoreException> deletePrefix(
      AssetStore store, Collection<AssetKey> keys) {
    List<AssetKey> below = new ArrayList<>();
    keys.forEach(key -> Listings.all(store, key.value()).forEach(e -> below.add(e.key())));
    return store.delete(below);
  }

  private static Version folderWins(AssetStore store, Put put) {
    String key = put.key().value();
    if (key.contains("/")) {
      store.delete(List.of(AssetKey.of(key.substring(0, key.lastIndexOf('/')))));
    }
    return put.to(store);
  }

  private static Page strict(Page page) {
    if (page.skipped() > 0) {
      throw new IllegalArgumentException("Illegal key");
    }
    return page;
  }

  /** Stores 'js/app.js' as 'js__app.js', and hides it well. */
  private static final class Escaped extends Forwarding {
    Escaped(AssetStore store) {
      super(new MappedKeys(store, key -> key.replace("/", "__")));
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = store.list(prefix.replace("/", "__"), after, limit);
      return Altered.entries(
          page, entry -> Altered.key(entry, entry.key().value().replace("__", "/")));
    }
  }
}
