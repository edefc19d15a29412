package io.passthrough.core.publish;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.List;

/**
 * The order of an attempt's steps, and what becomes of it. Every ending but a kill writes an
 * outcome.
 */
final class Attempts {

  private static final int MAX = 5;

  private final List<Step> steps;

  private Attempts(Step... steps) {
    this.steps = List.of(steps);
  }

  static Attempts publish() {
    return new Attempts(
        new OpenAttempt(), // u0
        new ReadPlans(), // u1, and where waiting for the keys they condemn comes in, u2
        new StoreObjects(), // u3
        new LookAgain(), // u4
        new Commit()); // u5b
  }

  static Attempts activate(EnvironmentName environment, Ledger ledger) {
    return new Attempts(
        new OpenAttempt(), // u0
        new ReadPlans(), // u1, and where waiting for the keys they condemn comes in, u2
        new StoreObjects(), // u3, without bytes at hand
        new LookAgain(), // u4
        new PutActivation(environment, ledger), // u5a
        new Commit()); // u5b
  }

  /** Makes attempts until one is READY. */
  Attempt run(Run run) {
    for (int i = 0; i < MAX; i++) {
      Attempt attempt = new Attempt(run);
      take(attempt);
      if (attempt.isReady()) {
        return attempt;
      }
    }
    throw new PassthroughException(
        Kind.CONFLICT,
        run.cannot() + ": other runs have abandoned " + MAX + " attempts",
        "see that no prune runs with too short a time for attempts, and run it again");
  }

  private void take(Attempt attempt) {
    try {
      steps.forEach(step -> step.run(attempt));
    } catch (RuntimeException e) {
      abandon(attempt, e);
      throw e;
    }
  }

  private static void abandon(Attempt attempt, RuntimeException reason) {
    boolean interrupted = Thread.interrupted();
    try {
      attempt.abandon();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
