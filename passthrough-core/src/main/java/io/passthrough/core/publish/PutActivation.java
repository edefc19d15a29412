package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.RecordName.ActivationName;
import io.passthrough.core.record.RecordStore;
import java.util.Optional;

/**
 * u5a: puts the activation, which names the attempt, at the next number that is free. It counts
 * only while the attempt's outcome is READY.
 */
final class PutActivation implements Step {

  private final EnvironmentName environment;
  private final Ledger before;

  /**
   * Makes the step.
   *
   * @param environment the environment
   * @param before what the records said before the attempt; they are read again only when another
   *     run has taken the next number
   */
  PutActivation(EnvironmentName environment, Ledger before) {
    this.environment = environment;
    this.before = before;
  }

  @Override
  public void run(Attempt attempt) {
    Activation next = next(attempt, before, 0);
    while (!put(attempt, next)) {
      Ledger now = attempt.engine().ledger(ReleaseVisitor.NONE).requireReadable();
      next = next(attempt, now, next.number());
    }
    attempt.root(next);
  }

  private boolean put(Attempt attempt, Activation activation) {
    ActivationName name = new ActivationName(environment, activation.number());
    RecordStore records = attempt.engine().records();
    return records.put(name, activation) || records.activation(name).attempt().equals(attempt.id());
  }

  private Activation next(Attempt attempt, Ledger ledger, long taken) {
    Optional<ReleaseName> previous = ledger.log(environment).current().map(Activation::release);
    return new Activation(
        Math.max(ledger.highest(environment), taken) + 1,
        attempt.run().release(),
        attempt.id(),
        attempt.run().action(),
        previous,
        attempt.engine().now());
  }
}
