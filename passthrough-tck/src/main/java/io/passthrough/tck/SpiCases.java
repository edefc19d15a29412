package io.passthrough.tck;

import static io.passthrough.tck.Expect.holds;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Finding;
import java.util.List;
import java.util.Set;

/** What a store says of itself. */
final class SpiCases {

  private SpiCases() {}

  static List<TckCase> all() {
    return List.of(
        TckCase.of("spi.capability-honest", "O10", "C1")
            .with(Capability.CREATE_IF_ABSENT)
            .shows("capabilities are constant, and CREATE_IF_ABSENT, which is declared, works")
            .usualCause("what the client could do is declared, not what the server does")
            .body(SpiCases::declared),
        TckCase.of("spi.capability-honest-undeclared", "O10", "C7")
            .without(Capability.CREATE_IF_ABSENT)
            .shows("without CREATE_IF_ABSENT a conditional put is refused, and the rest works")
            .usualCause("a method asks for the capability although it does not need it")
            .body(SpiCases::undeclared),
        TckCase.of("spi.says-its-name", "S4")
            .shows("toString() names the store for people, and every handle alike")
            .usualCause("toString() is that of java.lang.Object, or of one handle")
            .body(SpiCases::named),
        TckCase.of("spi.inspect-only-reads", "T2", "E1")
            .shows("inspect() answers, twice the same, and changes nothing")
            .usualCause("a right is tried out by using it, or nobody has ever called it")
            .body(SpiCases::inspected));
  }

  private static void constant(CaseContext context, Set<Capability> capabilities) {
    same("capabilities() the second time", capabilities, context.store().capabilities());
    same("capabilities() of the second handle", capabilities, context.second().capabilities());
  }

  private static void named(CaseContext context) {
    String name = context.store().store().toString();
    String hash = Integer.toHexString(System.identityHashCode(context.store().store()));

    holds(!name.isBlank() && !name.endsWith("@" + hash), "toString()", "a name for people", name);
    same("toString() of the second handle", name, context.second().store().toString());
  }

  private static void inspected(CaseContext context) {
    RecordingStore store = context.store();
    store.put("app.js", "app");
    AssetInfo before = store.info("app.js");

    List<Finding> findings = store.call("inspect", store.store()::inspect).succeeds();
    List<Finding> again = store.call("inspect", store.store()::inspect).succeeds();

    same("the findings of the second time", findings, again);
    same("the listing", List.of("app.js"), store.keys(""));
    same("what stat tells", before, store.info("app.js"));
  }

  private static void declared(CaseContext context) {
    RecordingStore store = context.store();
    Set<Capability> capabilities = store.capabilities();

    store.creating("a.js", "one", RecordingStore.TEXT).succeeds();
    store.creating("a.js", "two", RecordingStore.TEXT).refused(Kind.CONDITION_FAILED);
    store.holds("a.js", "one");
    constant(context, capabilities);
  }

  private static void undeclared(CaseContext context) {
    RecordingStore store = context.store();
    Set<Capability> capabilities = store.capabilities();
    holds(
        !capabilities.contains(Capability.CREATE_IF_ABSENT),
        "capabilities()",
        "no CREATE_IF_ABSENT, as before",
        capabilities);
    RecordingStore guarded = context.recorded(store.guarded(), "through core's guard: ");

    guarded.creating("a.js", "one", RecordingStore.TEXT).refused(Kind.UNSUPPORTED);
    store.lacks("a.js");
    store.put("a.js", "one");
    store.put("a.js", "two");
    store.holds("a.js", "two");
    same("the listing", List.of("a.js"), store.keys(""));
    store.delete("a.js");
    store.lacks("a.js");
    constant(context, capabilities);
  }
}
