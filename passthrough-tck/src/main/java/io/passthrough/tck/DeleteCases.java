package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.tck.proxy.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Deleting one object, many, and some that cannot be. */
final class DeleteCases {

  private static final int MANY = 2_500;
  private static final int EVERY = 83;
  private static final int A_THOUSAND = 1_000;

  private DeleteCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("delete.existing", "D1")
            .shows("a deleted object is gone for stat, read and list")
            .usualCause("one of the operations answers from a copy")
            .body(DeleteCases::existing),
        TckCase.of("delete.missing-is-success", "D2")
            .shows("deleting what is absent succeeds, alone and among others")
            .usualCause("the backend's 'not found' is passed on as a failure")
            .body(DeleteCases::missing),
        TckCase.of("delete.2500-keys", "D3", "D2", "K2")
            .shows("2,500 keys go in one call, most of them absent, some of them odd")
            .usualCause("the backend's limit for one request is passed on, or the rest is dropped")
            .body(DeleteCases::many),
        TckCase.of("delete.siblings-survive", "D5")
            .shows("deleting 'a/b', and then 'a', leaves 'a/b.js', 'a/bc' and 'a/c'")
            .usualCause(
                "the key is taken for a prefix, or a folder goes with its last file but one")
            .body(DeleteCases::siblings),
        TckCase.of("delete.partial-failure", "D4", "E3")
            .needs(HarnessOption.UNDELETABLE)
            .shows("of 1,004 keys the result names the two that could not be deleted, and no other")
            .usualCause("the errors inside a successful answer, or of a later one, are not read")
            .body(DeleteCases::partialFailure),
        TckCase.of("delete.second-request-fails", "D4", "E3")
            .needs(HarnessOption.HTTP_BACKEND)
            .shows("of 2,500 keys the result names those whose request was refused, and no others")
            .usualCause("a refused request after the first one is thrown, or forgotten")
            .body(DeleteCases::secondRequestFails),
        TckCase.of("delete.leaves-nothing", "D6", "K5")
            .shows("after the only object below 'a/b' is deleted, 'a' and 'a/b' can be put")
            .usualCause("empty folders stay, or the headers of the old object do")
            .body(DeleteCases::leavesNothing),
        TckCase.of("delete.no-leftovers", "D6", "P4", "L7")
            .needs(HarnessOption.NATIVE_LISTING)
            .shows("after everything was deleted the backend has nothing of it, listed or not")
            .usualCause("what is kept beside an object outlives it")
            .body(DeleteCases::noLeftovers));
  }

  private static void existing(CaseContext context) {
    RecordingStore store = context.store();
    store.put("js/app.js", "app");
    store.put("js/other.js", "other");

    store.delete("js/app.js");

    store.lacks("js/app.js");
    context.second().lacks("js/app.js");
    store.holds("js/other.js", "other");
    store.delete("js/other.js");
    same("the listing", List.of(), store.keys(""));
  }

  private static void missing(CaseContext context) {
    RecordingStore store = context.store();
    store.put("a.js", "a");
    store.put("b.js", "b");

    store.delete("lost.js");
    store.delete("a.js", "lost.js", "folder/lost.js", "b.js");
    store.delete("a.js");

    same("the listing", List.of(), store.keys(""));
  }

  private static void many(CaseContext context) {
    RecordingStore store = context.store();
    List<AssetKey> keys = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String odd = i % (2 * EVERY) == 0 ? "a&b <%2F> +" : "";
      keys.add(AssetKey.of("js/%s%05d.js".formatted(odd, i)));
    }
    for (int i = 0; i < MANY; i += EVERY) {
      store.put(keys.get(i).value(), "x");
    }
    store.put(keys.get(MANY - 1).value(), "the last");
    store.put("js/kept.js", "kept");

    Map<AssetKey, AssetStoreException> failures = store.deleting(keys).succeeds();

    holds(failures.isEmpty(), "the failures", "none", failures.values());
    same("the listing", List.of("js/kept.js"), store.keys(""));
  }

  private static void siblings(CaseContext context) {
    RecordingStore store = context.store();
    for (String key : List.of("a/b", "a/b.js", "a/bc", "a/c", "b")) {
      store.put(key, "body");
    }

    store.delete("a/b");

    same("the listing", List.of("a/b.js", "a/bc", "a/c", "b"), store.keys(""));
    store.delete("a");
    same("the listing afterwards", List.of("a/b.js", "a/bc", "a/c", "b"), store.keys(""));
    store.holds("a/c", "body");
  }

  private static void partialFailure(CaseContext context) {
    RecordingStore store = context.store();
    List<String> all = List.of("a.js", "b/c.js", "d.js", "e/f.js");
    all.forEach(key -> store.put(key, "body"));
    Set<AssetKey> stuck = Set.of(AssetKey.of("b/c.js"), AssetKey.of("d.js"));
    List<AssetKey> named = new ArrayList<>(List.of(AssetKey.of("a.js"), AssetKey.of("b/c.js")));
    IntStream.range(0, A_THOUSAND)
        .forEach(i -> named.add(AssetKey.of("lost/%04d.js".formatted(i))));
    named.addAll(List.of(AssetKey.of("d.js"), AssetKey.of("e/f.js")));
    AssetStore weak =
        context.harness().undeletable().orElseThrow().apply(context.namespace(), stuck);

    Map<AssetKey, AssetStoreException> failures =
        context.further(weak, "the handle that cannot delete all: ").deleting(named).succeeds();

    same("the keys in delete's result", stuck, failures.keySet());
    same("the listing", List.of("b/c.js", "d.js"), store.keys(""));
    failures.forEach(
        (key, failure) -> {
          same("the key of the reported failure", Optional.of(key), failure.key());
          same("the operation of the reported failure", "delete", failure.operation());
        });
  }

  private static void secondRequestFails(CaseContext context) {
    List<AssetKey> keys =
        IntStream.range(0, MANY).mapToObj(i -> AssetKey.of("js/%05d.js".formatted(i))).toList();
    for (int i = 0; i < MANY; i += EVERY) {
      context.store().put(keys.get(i).value(), "x");
    }
    RecordingStore store = context.through();
    context.proxy().fromWrite(1, new Fault.Status(403));
    context.steps().add("the backend answers 403 to every request but the first");

    Map<AssetKey, AssetStoreException> failures = store.deleting(keys).succeeds();

    Set<String> there = Set.copyOf(context.store().keys(""));
    holds(!failures.isEmpty(), "delete's result", "the keys of the refused requests", "no keys");
    holds(
        failures.size() < MANY,
        "delete's result",
        "no keys of the request that succeeded",
        "all " + MANY);
    for (AssetKey key : keys) {
      boolean named = failures.containsKey(key);
      holds(
          named || !there.contains(key.value()),
          "delete's result",
          Quoted.any(key) + ", which is still there",
          failures.size() + " other keys");
    }
    failures.forEach(
        (key, failure) -> {
          same("the kind of the reported failure", Kind.ACCESS_DENIED, failure.kind());
          same("the key of the reported failure", Optional.of(key), failure.key());
        });
  }

  private static void leavesNothing(CaseContext context) {
    RecordingStore store = context.store();
    store.put(
        "a/b/c.js",
        Bodies.letters(3, 'c'),
        AssetHeaders.of("text/css").withMetadata(Map.of("sha256", "0c")));
    store.delete("a/b/c.js");

    store.put("a/b", "a file now");
    store.holds("a/b", "a file now");
    store.delete("a/b");
    store.put("a", "a file now");
    store.holds("a", "a file now");
    store.delete("a");
    store.put("a/b/c.js", "again");
    same("the headers of the new object", RecordingStore.TEXT, store.info("a/b/c.js").headers());
    same("the listing", List.of("a/b/c.js"), store.keys(""));
  }

  private static void noLeftovers(CaseContext context) throws IOException, InterruptedException {
    RecordingStore store = context.store();
    AssetHeaders rich =
        RecordingStore.TEXT.withCacheControl("no-cache").withMetadata(Map.of("a", "b"));
    for (String key : List.of("a/b/c.js", "d.js", "a/b/c.js")) {
      store.put(key, Bodies.letters(3, 'c'), rich);
    }
    atOnce(context, "d.js", rich);
    Content broken = Bodies.breaking(Bodies.letters(20_000, 'e'), 15_000);
    store
        .putting(AssetKey.of("e.js"), broken, rich, PutCondition.ALWAYS)
        .answered()
        .ifPresent(version -> store.lacks("e.js"));
    List<String> before = context.names();
    boolean both = before.containsAll(List.of("a/b/c.js", "d.js"));
    holds(both, "what the backend has", "'a/b/c.js' and 'd.js'", before);

    store.delete("a/b/c.js", "d.js");

    same("what the backend has afterwards", List.of(), context.names());
  }

  /** Two puts overlap, and one of them is overtaken. */
  private static void atOnce(CaseContext context, String key, AssetHeaders headers)
      throws InterruptedException {
    LastByteBarrier barrier = new LastByteBarrier(2, context.patience());
    List<Callable<Version>> puts = new ArrayList<>();
    for (RecordingStore handle : List.of(context.store(), context.second())) {
      Content held = barrier.holding(Bodies.letters(3, 'd'));
      puts.add(
          () ->
              handle
                  .puttingInTurn(AssetKey.of(key), held, headers, PutCondition.ALWAYS)
                  .succeeds());
    }
    context.together(puts);
  }
}
