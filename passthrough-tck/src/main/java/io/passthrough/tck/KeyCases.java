package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names that bundlers and people make. */
final class KeyCases {

  private static final String CONFUSING = "a store mixes up names that only look alike";

  private KeyCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("keys.nested", "K2", "K7")
            .shows("keys of several segments work in every operation")
            .usualCause("parent folders are not made, or only one level of them is listed")
            .body(context -> areDistinct(context, "a/b/c/d/e.js", "a/b/f.js", "a/g.js", "h.js")),
        TckCase.of("keys.unicode", "K2")
            .shows("characters beyond ASCII, also beyond the Basic Multilingual Plane, work")
            .usualCause("names are encoded in the platform's charset, or cut at a surrogate")
            .body(
                context ->
                    areDistinct(
                        context,
                        "\ud83d\ude40/\ud83d\ude00.js",
                        "\u00e9.js",
                        "e.js",
                        "\u65e5\u672c/\u00df.css")),
        TckCase.of("keys.percent-literal", "K2", "K3")
            .shows("percent signs in keys are plain characters: '%48%45' is not 'HE'")
            .usualCause("the client decodes a name that was never encoded, or encodes it twice")
            .body(
                context ->
                    areDistinct(
                        context, "%48%45", "HE", "%", "%%", "a%20b", "a b", "a%2Fb", "a/b", "%25",
                        "%zz")),
        TckCase.of("keys.bundler-names", "K2")
            .shows("the names that bundlers and frameworks emit work")
            .usualCause("a name is put into a URL, a pattern or a signature without encoding")
            .body(
                context ->
                    areDistinct(
                        context,
                        "app/[...slug]/page-1f.js",
                        "app/(group)/[id].js",
                        "@scope/a.js",
                        "a#b.js",
                        "a?b.js",
                        "a&b=c.js",
                        "~$!'{};,.js",
                        "a*b.js",
                        "a:b|c.js",
                        "<a>\"b\".js",
                        "_next/static/chunks/0~x_.js",
                        ".vite/manifest.json",
                        ".well-known/assetlinks.json",
                        "name.with.dots",
                        "-dash.js")),
        TckCase.of("keys.plus-is-not-space", "K2", "K3")
            .shows("'a+b', 'a b' and 'a%20b' are three objects")
            .usualCause("a name is encoded as a form field, where a plus means a space")
            .body(context -> areDistinct(context, "a+b.js", "a b.js", "a%20b.js", "a%2Bb.js")),
        TckCase.of("keys.case-distinct", "K4")
            .shows("keys that differ in case only are two objects, or the second is refused")
            .usualCause("the medium folds case: one key finds, replaces or deletes the other")
            .body(
                context -> {
                  coexistOrRefuse(context, "js/App.js", "js/app.js");
                  coexistOrRefuse(context, "css/\u00e9.css", "css/\u00c9.css");
                }),
        TckCase.of("keys.longest", "K8")
            .shows("a segment of 255 bytes and a key of 895 bytes work in every operation")
            .usualCause("a temporary or sidecar name adds to one that has no room left")
            .body(
                context ->
                    areDistinct(
                        context,
                        "n".repeat(255),
                        "\u00e9".repeat(127) + "n",
                        String.join(
                            "/",
                            "a".repeat(255),
                            "b".repeat(255),
                            "c".repeat(255),
                            "d".repeat(127)))),
        TckCase.of("keys.siblings", "K3", "D5")
            .shows("'a', 'a-b', 'ab' and a key below 'x/a' are never confused")
            .usualCause(CONFUSING)
            .body(KeyCases::siblings),
        TckCase.of("keys.file-and-folder", "K5")
            .shows("'a' and 'a/b' are two objects, or the second is refused")
            .usualCause("a file gives way to a folder, or a folder to a file")
            .body(KeyCases::fileAndFolder),
        TckCase.of("keys.side-names", "K2", "K3", "L7")
            .shows("names like those of temporary and sidecar files are as good as any")
            .usualCause("what stands beside an object has a name that a key may have as well")
            .body(
                context ->
                    areDistinct(
                        context,
                        "app.js",
                        "app.js.attrs",
                        "app.js.json",
                        "app.js.lock",
                        "app.js.meta",
                        "app.js.part",
                        "app.js.properties",
                        "app.js.tmp",
                        "app.js~",
                        ".app.js.swp",
                        ".metadata/app.js",
                        ".tmp/app.js",
                        "~/app.js",
                        ".DS_Store",
                        "lost+found/app.js")),
        TckCase.of("keys.spaces", "K2", "K3", "K9")
            .shows("spaces at the start, the end and in a row stay, or are refused; none is lost")
            .usualCause("names are trimmed, or runs of spaces are folded, on their way")
            .body(KeyCases::spaces),
        TckCase.of("keys.trailing-dots", "K9", "K3", "D5")
            .shows("a segment that ends in a dot works, or is refused; it never loses the dot")
            .usualCause("the backend or a client drops dots at the end of a segment")
            .body(KeyCases::trailingDots),
        TckCase.of("keys.foreign-objects", "L8", "L7")
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows("folder markers and illegal names that others put there break nothing")
            .usualCause("a listing turns every name into a key and fails at the first bad one")
            .body(KeyCases::foreignObjects),
        TckCase.of("keys.name-in-container", "K7")
            .needs(HarnessOption.NATIVE_LISTING)
            .shows("the backend's own tools find an object under its key, with its bytes alone")
            .usualCause("names are escaped or hashed, or headers stand before the bytes")
            .body(KeyCases::nameInContainer),
        TckCase.of("keys.reserved-namespace", "K6", "L7")
            .shows(
                "keys under '.passthrough/' are ordinary, and a provider's own files are not listed")
            .usualCause("names with a leading dot are hidden, or sidecar files show up")
            .body(KeyCases::reservedNamespace));
  }

  /** Puts every key with its own name as body, and fails when one is not what it was put as. */
  private static void areDistinct(CaseContext context, String... keys) {
    RecordingStore store = context.store();
    Map<AssetKey, String> all = new TreeMap<>();
    for (String key : keys) {
      store.put(key, "body of " + key);
      all.put(AssetKey.of(key), key);
    }

    List<String> sorted = List.copyOf(all.values());
    same("the listing", sorted, store.keys(""));
    for (String key : keys) {
      same("the key that stat tells", key, store.info(key).key().value());
      store.holds(key, "body of " + key);
      List<String> listed = store.keys(key);
      holds(
          listed.contains(key),
          "the listing by the whole key",
          "an entry of " + Quoted.text(key),
          listed);
    }
    store.delete(keys[0]);
    store.lacks(keys[0]);
    same("the listing after one delete", keys.length - 1, store.keys("").size());
    store.delete(keys);
    same("the listing after all deletes", List.of(), store.keys(""));
  }

  private static void coexistOrRefuse(CaseContext context, String one, String other) {
    RecordingStore store = context.store();
    Version version = store.put(one, "one");
    store.lacks(other);
    store.delete(other);
    Content content = Content.of("other".getBytes(StandardCharsets.UTF_8));

    CallResult<Version> second =
        store.putting(AssetKey.of(other), content, RecordingStore.TEXT, PutCondition.ALWAYS);

    store.holds(one, "one");
    same("the version of " + Quoted.text(one), version, store.info(one).version());
    if (second.worked()) {
      store.holds(other, "other");
      return;
    }
    AssetStoreException refusal = second.refused(Kind.INVALID);
    String message = String.valueOf(refusal.getMessage());
    holds(
        message.contains(one) && message.contains(other),
        "the refusal's message",
        "both keys",
        refusal);
    same("stat of the refused key", Optional.empty(), store.stat(other));
  }

  private static void siblings(CaseContext context) {
    RecordingStore store = context.store();
    store.put("a", "one");
    store.put("a-b", "two");
    store.put("ab", "three");
    store.put("x/a", "four");

    same("the listing of 'a'", List.of("a", "a-b", "ab"), store.keys("a"));
    same("the listing of 'a-'", List.of("a-b"), store.keys("a-"));
    store.lacks("a.js");
    store.lacks("x");
    store.delete("a");
    store.lacks("a");
    store.holds("a-b", "two");
    store.holds("ab", "three");
    store.holds("x/a", "four");
  }

  private static void fileAndFolder(CaseContext context) {
    worksOrIsRefused(context, "a", "a/b");
    worksOrIsRefused(context, "c/d", "c");
  }

  private static void spaces(CaseContext context) {
    worksOrIsRefused(context, "app.js", "app.js ");
    worksOrIsRefused(context, "b/app.js", "b /app.js");
    worksOrIsRefused(context, "c.js", " c.js");
    worksOrIsRefused(context, "d e.js", "d  e.js");
    RecordingStore store = context.store();
    store.delete("app.js ", "b /app.js", " c.js", "d  e.js");

    same("the listing", List.of("app.js", "b/app.js", "c.js", "d e.js"), store.keys(""));
  }

  private static void trailingDots(CaseContext context) {
    worksOrIsRefused(context, "app", "app.");
    worksOrIsRefused(context, "d/app.js", "d./app.js");
    worksOrIsRefused(context, "e/app.js", "e/...");
    RecordingStore store = context.store();
    store.delete("app.", "d./app.js", "e/...");

    same("the listing", List.of("app", "d/app.js", "e/app.js"), store.keys(""));
    store.lacks("app.");
    store.holds("app", "one");
  }

  private static void worksOrIsRefused(CaseContext context, String one, String other) {
    RecordingStore store = context.store();
    store.put(one, "one");
    Content content = Content.of("other".getBytes(StandardCharsets.UTF_8));

    CallResult<Version> second =
        store.putting(AssetKey.of(other), content, RecordingStore.TEXT, PutCondition.ALWAYS);

    store.holds(one, "one");
    if (second.worked()) {
      store.holds(other, "other");
      return;
    }
    second.refused(Kind.INVALID);
    store.lacks(other);
    store.delete(other);
    store.holds(one, "one");
  }

  private static void foreignObjects(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    context.planting().plant("e\u0301.txt", new byte[] {1});
    context.planting().plant("js/other.js", new byte[] {2, 3});
    store.put("js/app.js", "app");
    for (int limit : List.of(1, 1_000)) {
      int skipped = store.pages("", limit).stream().mapToInt(Page::skipped).sum();
      same("skipped() of all pages of at most " + limit, 1, skipped);
    }

    context.planting().plant("folder/", new byte[0]);
    store.put("js/app.js", "app, again");
    same("the listing", List.of("js/app.js", "js/other.js"), store.keys(""));
    same("the size of the planted object", 2L, store.info("js/other.js").size());
    store.lacks("folder");
    store.delete("js/other.js");
    store.lacks("js/other.js");
    store.put("folder/app.js", "below the marker");
    store.holds("folder/app.js", "below the marker");
  }

  private static void nameInContainer(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    NativeListing backend = context.harness().nativeListing().orElseThrow();
    for (String key : List.of("js/app.js", "a b+c%2F\u00e9.css", ".passthrough/files/0a")) {
      store.put(key, "body");

      Optional<byte[]> found = backend.bytes(context.namespace(), key);
      holds(
          found.isPresent(), "the object in the container", "one named " + Quoted.text(key), found);
      Expect.sameBytes(
          "the object's bytes in the container",
          "body".getBytes(StandardCharsets.UTF_8),
          found.orElseThrow());
    }
  }

  private static void reservedNamespace(CaseContext context) {
    RecordingStore store = context.store();
    List<String> keys =
        List.of(
            ".passthrough/files/0a", ".passthrough/releases/r1/manifest.json", "x/.passthrough-y");
    for (String key : keys) {
      store.put(
          key, Bodies.letters(3, 'r'), RecordingStore.TEXT.withMetadata(Map.of("sha256", "0a")));
    }

    same("the listing", keys, store.keys(""));
    same("the listing of '.passthrough/'", keys.subList(0, 2), store.keys(".passthrough/"));
    int skipped = store.pages("", 1_000).stream().mapToInt(Page::skipped).sum();
    same("skipped() of the listing's pages", 0, skipped);
    store.holds(keys.get(0), "rrr");
    store.delete(keys.get(1));
    store.lacks(keys.get(1));
  }
}
