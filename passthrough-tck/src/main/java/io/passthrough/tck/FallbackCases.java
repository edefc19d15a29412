package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.Field;
import java.io.IOException;
import java.util.List;

/** What a client sees, with core between it and the store. */
final class FallbackCases {

  private static final String OLD = "app.3f9a1c7e.js";
  private static final String NEW = "app.b82d40e6.js";
  private static final String SMALL = "part.5c1e07b3.js";

  /** More than core reads before it answers. */
  private static final int LARGE = 3 << 19;

  private FallbackCases() {}

  static List<TckCase> all() {
    return List.of(
        core("fallback.local-first", "O10", "S4")
            .shows("a host has its own files before it knows anything of the store")
            .usualCause("capabilities() or toString() asks the backend")
            .body(FallbackCases::localFirst),
        core("fallback.store-next", "K6", "L2", "L7")
            .shows("a host of the new release serves a file of the old one from the store")
            .usualCause("records under '.passthrough/' are hidden from listings")
            .body(FallbackCases::storeNext),
        core("fallback.miss", "R1", "E2")
            .shows("what neither the host nor the store has is 404")
            .usualCause("an absent object is an error, such as a missing right")
            .body(FallbackCases::miss),
        core("fallback.prefix-isolation", "O8", "S1")
            .shows("a release under another prefix of the container is not served")
            .usualCause("what is not under the prefix is looked for above it")
            .body(FallbackCases::isolation),
        core("fallback.mutable-names", "K6", "L1", "P3")
            .shows("a mutable name that the host lacks is the current release's")
            .usualCause("a new record is not seen, or an old one is seen again")
            .body(FallbackCases::mutableNames),
        core("fallback.revalidation", "V1", "R2")
            .shows("what one host gave out, another one revalidates, also where no record names it")
            .usualCause("the version is the handle's own, not the object's")
            .body(FallbackCases::revalidation),
        core("fallback.changed-object", "V3", "R4")
            .needs(HarnessOption.NATIVE_PLANTING)
            .shows(
                "nothing of an object that another tool changed or cut is taken for the published one")
            .usualCause("the version is kept beside the object, whatever becomes of its bytes")
            .body(FallbackCases::changedObject),
        core("fallback.truncated-body", "R5", "E1")
            .needs(HarnessOption.LINE)
            .shows("a body that breaks off on its way is an error, or whole, for the client")
            .usualCause("a buffer of the announced size is handed on, however much has arrived")
            .body(FallbackCases::truncatedBody),
        core("fallback.store-down", "E2")
            .needs(HarnessOption.LINE)
            .shows("while the store is away, a file that only it has is 503, not 404")
            .usualCause("no answer is taken for no object")
            .body(FallbackCases::storeDown),
        core("fallback.slow-store", "E6")
            .needs(HarnessOption.LINE)
            .shows("a store that takes a second delays its own files, and no others")
            .usualCause("the time limit is too short")
            .body(FallbackCases::slowStore));
  }

  private static TckCase.Builder core(String id, String... rules) {
    return TckCase.of(id, rules).with(Capability.CREATE_IF_ABSENT);
  }

  /** Two releases: the old one is published, and so is the new one, which a host serves. */
  private static Site rollout(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    AssetStore guarded = store.guarded();
    try (Site old = Site.create().with(OLD, "old").with("shared.json", "1")) {
      store.call("publish the old release", () -> old.deploy(guarded, "one")).succeeds();
    }
    Site site = Site.create().with(NEW, "new");
    try (Site full = Site.create().with(NEW, "new").with("shared.json", "2")) {
      store.call("publish the new release", () -> full.deploy(guarded, "two")).succeeds();
    }
    return site;
  }

  private static Answer get(CaseContext context, AssetService host, String name, Field... fields) {
    String target = "/static/" + name;
    return context
        .store()
        .call("GET " + target, () -> Answer.to(host, "GET", target, fields))
        .succeeds();
  }

  private static void serves(CaseContext context, AssetService host, String name, String text) {
    Answer answer = get(context, host, name);
    same("the status of " + Quoted.text(name), 200, answer.status());
    same("the body of " + Quoted.text(name), text, answer.text());
  }

  private static void localFirst(CaseContext context) throws IOException {
    RecordingStore other = context.second();
    try (Site site = rollout(context).with("shared.json", "mine");
        AssetService host =
            other.call("start a host", () -> site.serve(other.guarded(), false)).succeeds()) {
      serves(context, host, "shared.json", "mine");
      servesFrom(context, host, "local", NEW);
      servesFrom(context, host, "store", OLD);
    }
  }

  private static void servesFrom(
      CaseContext context, AssetService host, String source, String name) {
    String told = get(context, host, name).field("X-Passthrough");
    same("where " + Quoted.text(name) + " comes from", source, told);
  }

  private static void storeNext(CaseContext context) throws IOException {
    try (Site site = rollout(context);
        AssetService host = site.serve(context.second().guarded(), false)) {
      serves(context, host, NEW, "new");
      serves(context, host, OLD, "old");
      String type = get(context, host, OLD).field("Content-Type");
      holds(type.startsWith("text/javascript"), "its Content-Type", "text/javascript", type);
    }
  }

  private static void miss(CaseContext context) throws IOException {
    try (Site site = rollout(context);
        AssetService host = site.serve(context.second().guarded(), true)) {
      serves(context, host, OLD, "old");
      same("the status of a name that nobody has", 404, get(context, host, "lost.js").status());
    }
  }

  private static void isolation(CaseContext context) throws IOException {
    RecordingStore neighbour = context.neighbour();
    neighbour.put("secret.js", "not for anyone");
    try (Site site = Site.create().with(NEW, "new");
        AssetService host = site.serve(context.store().guarded(), true)) {
      same("the status of a neighbour's file", 404, get(context, host, "secret.js").status());
      same("the same, by a path", 404, get(context, host, "x/secret.js").status());
    }
  }

  private static void mutableNames(CaseContext context) throws IOException {
    try (Site site = rollout(context);
        AssetService host = site.serve(context.second().guarded(), false)) {
      serves(context, host, "shared.json", "2");
      same(
          "its Cache-Control",
          "no-cache",
          get(context, host, "shared.json").field("Cache-Control"));
    }
  }

  private static void revalidation(CaseContext context) throws IOException {
    context.store().put("data.bin", Bodies.letters(LARGE, 'd'), RecordingStore.TEXT);
    try (Site site = Site.create().with(NEW, "new");
        AssetService one = site.serve(context.store().guarded(), true);
        AssetService other = site.serve(context.second().guarded(), true)) {
      String tag = get(context, one, "data.bin").field("ETag");
      holds(tag.startsWith("\""), "the ETag of one host", "a strong one", tag);
      Answer again = get(context, other, "data.bin", new Field("If-None-Match", tag));
      same("the status of a revalidation on another host", 304, again.status());
    }
  }

  private static void changedObject(CaseContext context) throws IOException {
    String text = "o".repeat(LARGE);
    AssetStore store = context.store().guarded();
    try (Site old = Site.create().with(OLD, text);
        Site site = Site.create().with(NEW, "new")) {
      context.store().call("publish", () -> old.deploy(store, "one")).succeeds();
      for (int size : List.of(LARGE, LARGE / 2)) {
        context.planting().plant(OLD, Bodies.letters(size, 'x'));
        try (AssetService host = site.serve(store, false)) {
          wholeOrAnError(context, host, OLD, text);
          wholeOrAnError(
              context, host, OLD, text.substring(0, 10), new Field("Range", "bytes=0-9"));
        }
      }
    }
  }

  /** Fails on a success with other bytes. A body that is aborted is no success. */
  private static CallResult<Answer> wholeOrAnError(
      CaseContext context, AssetService host, String name, String text, Field... fields) {
    String target = "/static/" + name;
    CallResult<Answer> result =
        context.store().call("GET " + target, () -> Answer.to(host, "GET", target, fields));
    result.failed().filter(e -> !(e instanceof IOException)).ifPresent(e -> result.succeeds());
    result
        .answered()
        .ifPresent(
            answer ->
                holds(
                    right(answer, text),
                    "the answer for " + Quoted.text(name),
                    "502 or 503, a body that is aborted, or the published bytes",
                    answer.status() + " with " + answer.text().length() + " bytes, not those"));
    return result;
  }

  private static boolean right(Answer answer, String text) {
    return answer.status() >= 500 || (answer.status() < 300 && answer.text().equals(text));
  }

  private static void truncatedBody(CaseContext context) throws IOException {
    String large = "o".repeat(LARGE);
    String small = "s".repeat(LARGE / 8);
    context.store().put("data.bin", small);
    AssetStore store = context.store().guarded();
    try (Site old = Site.create().with(OLD, large).with(SMALL, small);
        Site site = Site.create().with(NEW, "new")) {
      context.store().call("publish", () -> old.deploy(store, "one")).succeeds();
      try (AssetService host = site.serve(context.through().guarded(), true)) {
        serves(context, host, NEW, "new");
        cut(context, host, OLD, large);
        cut(context, host, SMALL, small);
        cut(context, host, "data.bin", small);
      }
    }
  }

  private static void cut(CaseContext context, AssetService host, String name, String text) {
    context.line().cutOnceFor(name, text.length() / 2);
    context.steps().add("the next answer about " + Quoted.text(name) + " breaks off");
    wholeOrAnError(context, host, name, text);
    Answer again = wholeOrAnError(context, host, name, text).succeeds();
    same("the status of " + Quoted.text(name) + " afterwards", 200, again.status());
  }

  private static void storeDown(CaseContext context) throws IOException {
    AssetStore store = context.through().guarded();
    try (Site site = rollout(context);
        AssetService host = site.serve(store, true)) {
      same("the status of a name that nobody has", 404, get(context, host, "lost.js").status());
      context.line().refuse();
      serves(context, host, NEW, "new");
      same("the status of a file of the store", 503, get(context, host, OLD).status());
      startsNow(context, site, store);
    }
  }

  private static void startsNow(CaseContext context, Site site, AssetStore store) {
    try (AssetService late = site.serve(store, true)) {
      serves(context, late, NEW, "new");
      same("the same of a host that starts now", 503, get(context, late, OLD).status());
    }
  }

  private static void slowStore(CaseContext context) throws IOException {
    try (Site site = rollout(context);
        AssetService host = site.serve(context.through().guarded(), true)) {
      same("the status of a name that nobody has", 404, get(context, host, "lost.js").status());
      context.line().slow();
      serves(context, host, NEW, "new");
      serves(context, host, OLD, "old");
    }
  }
}
