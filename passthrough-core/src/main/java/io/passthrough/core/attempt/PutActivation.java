package io.passthrough.core.attempt;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.util.Optional;

/**
 * u5a: puts the activation, which names the attempt, at the next number that is free. It counts
 * only while the attempt's outcome is READY.
 */
final class PutActivation implements Step {

  private final EnvironmentName environment;
  private final RecordSnapshot before;

  /**
   * Makes the step.
   *
   * @param environment the environment
   * @param before what the records said before the attempt; they are read again only when another
   *     run has taken the next number
   */
  PutActivation(EnvironmentName environment, RecordSnapshot before) {
    this.environment = environment;
    this.before = before;
  }

  @Override
  public void run(Attempt attempt) {
    Activation next = next(attempt, before, 0);
    while (!put(attempt, next)) {
      RecordSnapshot now = attempt.context().snapshot().readActivations(environment);
      now.requireReadable(environment)
          .requireKnown(environment, now.log(environment)::decidesCurrent);
      next = next(attempt, now, next.number());
    }
    attempt.root(next);
  }

  private boolean put(Attempt attempt, Activation activation) {
    ActivationName name = new ActivationName(environment, activation.number());
    RecordStore records = attempt.context().records();
    return records.putIfAbsent(name, activation, activation.at())
        || records.read(name).attempt().equals(attempt.id());
  }

  private Activation next(Attempt attempt, RecordSnapshot snapshot, long taken) {
    Optional<ReleaseName> previous = snapshot.log(environment).current().map(Activation::release);
    return new Activation(
        Math.max(snapshot.highest(environment), taken) + 1,
        attempt.run().release(),
        attempt.id(),
        attempt.run().action(),
        previous,
        attempt.context().now());
  }
}
