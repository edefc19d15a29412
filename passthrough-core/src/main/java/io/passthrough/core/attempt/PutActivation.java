package io.passthrough.core.attempt;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.util.Optional;

/**
 * u5a: puts the activation, which names the attempt, at the next number that is free. It counts
 * only while the attempt's outcome is READY.
 */
public final class PutActivation implements Step {

  private final EnvironmentName environment;
  private final RecordSnapshot before;
  private final boolean isExclusive;

  /**
   * Makes the step.
   *
   * @param environment the environment
   * @param before what the records said before the attempt; they are read again only when another
   *     run has taken the next number
   * @param isExclusive whether to give up when another run has taken it
   */
  PutActivation(EnvironmentName environment, RecordSnapshot before, boolean isExclusive) {
    this.isExclusive = isExclusive;
    this.environment = environment;
    this.before = before;
  }

  @Override
  public void run(Attempt attempt) {
    Activation next = next(attempt, before, 0);
    while (!put(attempt, next)) {
      requireShared(attempt, next);
      RecordSnapshot now = attempt.context().snapshot().readActivations(environment);
      now.requireReadable(environment)
          .requireKnown(environment, now.log(environment)::decidesCurrent);
      next = next(attempt, now, next.number());
    }
    attempt.root(next);
  }

  private void requireShared(Attempt attempt, Activation next) {
    if (isExclusive) {
      ActivationName taken = new ActivationName(environment, next.number());
      ReleaseName other = attempt.context().records().read(taken).release();
      ReleaseName own = attempt.run().release();
      if (!other.equals(own)) {
        throw changed(attempt.run().action().cannot(own), environment, other);
      }
    }
  }

  /** Refuses to replace what became current after a command had begun. */
  public static PassthroughException changed(
      String cannot, EnvironmentName environment, ReleaseName other) {
    return new PassthroughException(
        Kind.CONFLICT,
        cannot
            + ": another run has activated '"
            + other
            + "' in environment '"
            + environment
            + "' meanwhile",
        "see which of the two is to be current, and activate that one; --force activates whatever"
            + " happened meanwhile");
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
