package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.RecordName.ActivationName;
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
    Optional<Activation> put = put(attempt, before);
    while (put.isEmpty()) {
      put = put(attempt, attempt.engine().ledger().requireReadable());
    }
    attempt.root(put.get());
  }

  private Optional<Activation> put(Attempt attempt, Ledger ledger) {
    Activation activation = next(attempt, ledger);
    ActivationName name = new ActivationName(environment, activation.number());
    if (attempt.engine().records().put(name, activation)) {
      return Optional.of(activation);
    }
    Activation there = attempt.engine().records().activation(name);
    return there.attempt().equals(attempt.id()) ? Optional.of(there) : Optional.empty();
  }

  private Activation next(Attempt attempt, Ledger ledger) {
    Optional<ReleaseName> previous = ledger.log(environment).current().map(Activation::release);
    return new Activation(
        ledger.highest(environment) + 1,
        attempt.run().release(),
        attempt.id(),
        attempt.run().action(),
        previous,
        attempt.engine().now());
  }
}
