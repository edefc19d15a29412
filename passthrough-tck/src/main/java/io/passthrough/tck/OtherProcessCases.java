package io.passthrough.tck;

import static io.passthrough.tck.Expect.same;

import io.passthrough.api.Access;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetProvider;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Stores of another process, and stores that the provider opens in another way. */
final class OtherProcessCases {

  private static final String ODD = "odd p+q%20r";
  private static final List<String> TEN =
      IntStream.range(0, 10).mapToObj(i -> "js/%d \u00e9.js".formatted(i)).toList();

  private OtherProcessCases() {}

  static List<TckCase> all() {
    return List.of(
        other("consistency.other-process", "V4", "O7", "V1")
            .with(Capability.STRONG_CONSISTENCY)
            .shows("what another process put, overwrote or deleted is seen here at once")
            .usualCause("answers are kept in the process, where its own writes forget them")
            .body(OtherProcessCases::seesOthers),
        other("consistency.read-handle", "V4", "O7", "O5")
            .with(Capability.STRONG_CONSISTENCY)
            .shows("a store that was opened for reading sees each put and delete at once")
            .usualCause("what is only read is kept, as if nobody else wrote")
            .body(OtherProcessCases::readHandle),
        other("list.cursor-in-other-process", "L5", "O7")
            .shows("a cursor goes on where it was, in another process")
            .usualCause("the cursor names something that only its process has")
            .body(OtherProcessCases::cursor),
        other("keys.container-prefix", "K7", "K2", "O8")
            .shows(
                "a prefix with a space, '+' and '%' is taken as it is, and an empty one adds no '/'")
            .usualCause("the prefix is encoded in another way than keys, or always gets a slash")
            .body(OtherProcessCases::prefixes));
  }

  private static TckCase.Builder other(String id, String... rules) {
    return TckCase.of(id, rules).needs(HarnessOption.SECOND_PROCESS);
  }

  private static OtherProcess process(CaseContext context) throws IOException {
    return OtherProcess.start(context.harness().secondProcess().orElseThrow(), context.namespace());
  }

  /** Opens the harness's own configuration in another way. */
  private static RecordingStore opened(
      CaseContext context, String prefix, Access access, String name)
      throws ReflectiveOperationException {
    SecondProcess second = context.harness().secondProcess().orElseThrow();
    StoreConfig config = second.config().apply(context.namespace());
    AssetProvider provider = second.provider().getConstructor().newInstance();
    AssetStore store = provider.open(new StoreConfig(config.options(), prefix, access));
    return context.handle(store, name);
  }

  private static String prefix(CaseContext context) {
    return context
        .harness()
        .secondProcess()
        .orElseThrow()
        .config()
        .apply(context.namespace())
        .prefix();
  }

  private static void seesOthers(CaseContext context) throws IOException {
    List<RecordingStore> here = List.of(context.store(), context.second());
    try (OtherProcess process = process(context)) {
      here.forEach(store -> store.lacks("app.js"));
      for (String text : List.of("one", "two", "three")) {
        process.put("app.js", text);
        context.steps().add("another process puts 'app.js'");
        here.forEach(store -> sees(store, text));
      }
      process.delete("app.js");
      context.steps().add("another process deletes 'app.js'");
      here.forEach(store -> store.lacks("app.js"));
    }
  }

  private static void sees(RecordingStore store, String text) {
    AssetInfo info = store.info("app.js");
    same("the size that stat tells", (long) text.length(), info.size());
    Snapshot read = store.read("app.js");
    same("the body", text, read.text());
    same("the version that read tells", info.version(), read.info().version());
    same("the version that list tells", info.version(), store.entry("app.js").version());
    same("the listing", List.of("app.js"), store.keys(""));
  }

  private static void readHandle(CaseContext context) throws ReflectiveOperationException {
    RecordingStore reader = opened(context, prefix(context), Access.READ, "opened for reading: ");
    reader.lacks("app.js");
    for (String text : List.of("one", "two", "three")) {
      context.store().put("app.js", text);
      sees(reader, text);
    }
    context.store().delete("app.js");
    reader.lacks("app.js");
    same("the listing", List.of(), reader.keys(""));
  }

  private static void cursor(CaseContext context) throws Exception {
    TEN.forEach(key -> context.store().put(key, "x"));
    Page first = context.store().page("js/", Optional.empty(), 4);
    Optional<Cursor> next = first.next();
    Expect.holds(next.isPresent(), "next() of the first page", "a cursor", "nothing");
    try (OtherProcess process = process(context)) {
      List<String> seen =
          context.inTheEnd(() -> withFirst(first, process.list("js/", next)), TEN::equals);
      same("the first page and the rest of another process", TEN, seen);
    }
  }

  private static List<String> withFirst(Page first, List<String> rest) {
    List<String> keys = new ArrayList<>(RecordingStore.keys(first.entries()));
    keys.addAll(rest);
    return keys;
  }

  private static void prefixes(CaseContext context) throws Exception {
    RecordingStore own = context.store();
    String prefix = prefix(context);
    String below = prefix.isEmpty() ? ODD : prefix + "/" + ODD;
    RecordingStore odd = opened(context, below, Access.WRITE, "with the prefix '" + ODD + "': ");
    odd.put("js/a+b c.js", "below an odd prefix");
    own.put("odd p q r/js/no.js", "of another prefix");

    same("the listing below the prefix", List.of("js/a+b c.js"), odd.keys(""));
    odd.holds("js/a+b c.js", "below an odd prefix");
    String whole = ODD + "/js/a+b c.js";
    same("the listing above the prefix", List.of(whole), inTheEnd(context, own, ODD, whole));
    own.holds(whole, "below an odd prefix");
    odd.delete("js/a+b c.js");
    same("the listing after a delete", List.of(), odd.keys(""));

    RecordingStore top = opened(context, "", Access.WRITE, "with an empty prefix: ");
    String name = prefix.isEmpty() ? "top.js" : prefix + "/top.js";
    top.put(name, "from the top");
    same("the listing below", List.of("top.js"), inTheEnd(context, own, "top", "top.js"));
    own.holds("top.js", "from the top");
    top.delete(name);
  }

  private static List<String> inTheEnd(
      CaseContext context, RecordingStore store, String prefix, String key) throws Exception {
    return context.inTheEnd(() -> store.keys(prefix), keys -> keys.equals(List.of(key)));
  }
}
