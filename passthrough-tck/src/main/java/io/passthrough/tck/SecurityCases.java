package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.AssetStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What must stay inside. */
final class SecurityCases {

  private static final String OUTSIDE = "not for anyone";

  private SecurityCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("sec.traversal", "S1", "L5")
            .shows("neither a cursor of another prefix nor a listing of '../' leads outside")
            .usualCause("the cursor is the name to go on from, and nobody looks whose it is")
            .body(SecurityCases::traversal),
        TckCase.of("sec.prefix-isolation", "O8", "S1")
            .shows("a store sees, and deletes, nothing of a prefix that begins like its own")
            .usualCause("the prefix is put before the key without a slash")
            .body(SecurityCases::isolation),
        TckCase.of("sec.symlink-escape", "S1")
            .needs(HarnessOption.LINKS)
            .shows("links that others put into the container give nothing from outside away")
            .usualCause("the file system follows links unless it is told not to")
            .body(SecurityCases::links),
        TckCase.of("sec.no-secrets", "S2")
            .needs(HarnessOption.SECRETS)
            .shows("no secret shows in toString(), in findings or in the text of failures")
            .usualCause("a configuration, a request or a URL is printed whole")
            .body(SecurityCases::secrets));
  }

  private static void traversal(CaseContext context) {
    RecordingStore own = context.store();
    RecordingStore neighbour = context.neighbour();
    for (int i = 0; i < 4; i++) {
      own.put("own" + i + ".js", "own");
      neighbour.put("secret" + i + ".js", OUTSIDE);
    }
    Optional<Cursor> foreign = neighbour.page("", Optional.empty(), 2).next();
    CallResult<Page> page = own.paging("", foreign, 100);
    page.failed().ifPresent(e -> page.refused(Kind.INVALID));
    page.answered()
        .ifPresent(
            it ->
                holds(
                    RecordingStore.keys(it.entries()).stream()
                        .allMatch(key -> key.startsWith("own")),
                    "the listing after another prefix's cursor",
                    "own objects, or INVALID",
                    RecordingStore.keys(it.entries())));
    RecordingStore guarded =
        context.recorded(AssetStores.guarded(own.store()), "through core's guard: ");
    guarded.paging("../", Optional.empty(), 100).refused(Kind.INVALID);
    guarded.paging("/", Optional.empty(), 100).refused(Kind.INVALID);
  }

  private static void isolation(CaseContext context) {
    RecordingStore own = context.store();
    RecordingStore neighbour = context.neighbour();
    neighbour.put("a.js", OUTSIDE);
    neighbour.put("own.js", OUTSIDE);
    own.put("own.js", "own");

    own.lacks("a.js");
    same("the listing", List.of("own.js"), own.keys(""));
    own.delete("a.js", "own.js");
    neighbour.holds("a.js", OUTSIDE);
    neighbour.holds("own.js", OUTSIDE);
    same("the listing of the neighbour", List.of("a.js", "own.js"), neighbour.keys(""));
  }

  private static void links(CaseContext context) throws IOException {
    Path outside = Files.createTempDirectory("passthrough-tck");
    Path secret = Files.writeString(outside.resolve("secret.js"), OUTSIDE);
    try {
      context.store().put("own.js", "own");
      LinkPlanting links = context.harness().links().orElseThrow();
      links.plant(context.namespace(), "link.js", secret);
      links.plant(context.namespace(), "folder", outside);
      outsideStaysOutside(context, outside);
    } finally {
      Files.deleteIfExists(outside.resolve("new.js"));
      Files.deleteIfExists(secret);
      Files.deleteIfExists(outside);
    }
  }

  private static void outsideStaysOutside(CaseContext context, Path outside) {
    RecordingStore store = context.store();
    for (String key : List.of("link.js", "folder/secret.js")) {
      CallResult<Snapshot> read = store.reading(key, ByteRange.ALL);
      holds(!read.worked(), read.what() + ", through a link", "a refusal", read.ending());
    }
    same("the listing", List.of("own.js"), store.keys(""));
    store.putting(
        AssetKey.of("folder/new.js"),
        Content.of(Bodies.letters(10, 'n')),
        RecordingStore.TEXT,
        PutCondition.ALWAYS);
    store.undeleted("folder/secret.js");
    holds(
        Files.exists(outside.resolve("secret.js")) && !Files.exists(outside.resolve("new.js")),
        "the folder outside",
        "untouched",
        "changed");
  }

  private static void secrets(CaseContext context) {
    RecordingStore store = context.store();
    store.put("app.js", "one");
    List<String> shown = new ArrayList<>();
    shown.add(store.store().toString());
    shown.add(store.call("inspect", store.store()::inspect).ending());
    shown.add(store.reading("lost.js", ByteRange.ALL).ending());
    shown.add(store.reading("app.js", ByteRange.from(100)).ending());
    shown.add(store.paging("", Optional.of(new Cursor("none of yours")), 10).ending());
    context.harness().missingContainer().ifPresent(opens -> shown.addAll(failures(context, opens)));
    context.harness().badCredentials().ifPresent(opens -> shown.addAll(failures(context, opens)));
    shown.forEach(text -> context.secrets().check("a text for people", text));
  }

  private static List<String> failures(CaseContext context, Supplier<AssetStore> opens) {
    CallResult<AssetStore> opened = context.opening(opens);
    List<String> shown = new ArrayList<>();
    opened.failed().ifPresent(e -> shown.addAll(texts(e)));
    opened
        .answered()
        .map(store -> context.handle(store, ""))
        .ifPresent(store -> everyCall(store).forEach(e -> shown.addAll(texts(e))));
    return shown;
  }

  private static List<Exception> everyCall(RecordingStore store) {
    Content content = Content.of(Bodies.letters(10, 's'));
    return Stream.of(
            store.stating("app.js"),
            store.reading("app.js", ByteRange.ALL),
            store.putting(AssetKey.of("a.js"), content, RecordingStore.TEXT, PutCondition.ALWAYS),
            store.paging("", Optional.empty(), 10),
            store.undeleted("app.js"))
        .flatMap(call -> call.failed().stream())
        .toList();
  }

  /** The texts of a failure and of all that caused it. */
  private static List<String> texts(Throwable failure) {
    List<String> texts = new ArrayList<>();
    for (Throwable each = failure; each != null && texts.size() < 20; each = each.getCause()) {
      texts.add(each.toString());
    }
    return texts;
  }
}
