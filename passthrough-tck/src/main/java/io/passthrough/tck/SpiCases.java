package io.passthrough.tck;

import static io.passthrough.tck.TckFailure.holds;
import static io.passthrough.tck.TckFailure.same;

import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
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
            .body(SpiCases::undeclared));
  }

  private static void constant(Trial trial, Set<Capability> capabilities) {
    same("capabilities() the second time", capabilities, trial.store().capabilities());
    same("capabilities() of the second handle", capabilities, trial.second().capabilities());
  }

  private static void declared(Trial trial) {
    Handle store = trial.store();
    Set<Capability> capabilities = store.capabilities();

    store.creating("a.js", "one", Handle.TEXT).succeeds();
    store.creating("a.js", "two", Handle.TEXT).refused(Kind.CONDITION_FAILED);
    store.holds("a.js", "one");
    constant(trial, capabilities);
  }

  private static void undeclared(Trial trial) {
    Handle store = trial.store();
    Set<Capability> capabilities = store.capabilities();
    holds(
        !capabilities.contains(Capability.CREATE_IF_ABSENT),
        "capabilities()",
        "no CREATE_IF_ABSENT, as before",
        capabilities);
    Handle guarded = new Handle(store.guarded(), "through core's guard: ", trial.steps());

    guarded.creating("a.js", "one", Handle.TEXT).refused(Kind.UNSUPPORTED);
    store.lacks("a.js");
    store.put("a.js", "one");
    store.put("a.js", "two");
    store.holds("a.js", "two");
    same("the listing", List.of("a.js"), store.keys(""));
    store.delete("a.js");
    store.lacks("a.js");
    constant(trial, capabilities);
  }
}
