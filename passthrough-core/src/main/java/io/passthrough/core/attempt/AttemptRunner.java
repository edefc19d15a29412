package io.passthrough.core.attempt;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The order of an attempt's steps, and what becomes of it: {@code docs/protocol.md} says what u0 to
 * u5 are and why the order is safe. Every ending but a kill writes an outcome.
 */
public final class AttemptRunner {

  private static final int MAX = 5;

  private final List<Step> steps;

  private AttemptRunner(Step... steps) {
    this.steps = List.of(steps);
  }

  /** Returns the steps of a publish. */
  public static AttemptRunner publish() {
    return new AttemptRunner(
        new OpenAttempt(), // u0
        new ReadPrunePlans(), // u1
        PutMissingObjects.free(), // u3, for keys that no plan condemns
        new AwaitPrunePlans(), // u2
        new PutManifest(), // u3
        PutMissingObjects.awaited(), // u3, for the others, afresh
        new RequireObjects(), // u3
        new VerifyObjects(), // u4
        new Commit()); // u5b
  }

  /**
   * Returns the steps of an activation or rollback, after what the records said before it.
   *
   * @param environment the environment
   * @param snapshot what the records said
   * @param isExclusive whether to give up when another run activates at the same time
   */
  public static AttemptRunner activate(
      EnvironmentName environment, RecordSnapshot snapshot, boolean isExclusive) {
    return whole(new PutActivation(environment, snapshot, isExclusive));
  }

  /** Returns the steps of the end of an environment: nothing need be whole for that. */
  public static AttemptRunner deactivate(EnvironmentName environment, RecordSnapshot snapshot) {
    return new AttemptRunner(
        new OpenAttempt(), // u0
        new ReadPrunePlans(), // u1, for the manifest alone
        new AwaitPrunePlans(), // u2
        new PutManifest(), // u3
        new PutActivation(environment, snapshot, false), // u5a
        new Commit()); // u5b
  }

  /** Returns the steps of a pin. */
  public static AttemptRunner pin(Optional<String> reason) {
    return whole(new PutPin(reason));
  }

  /** Proves that a release is whole before a root record names it. */
  private static AttemptRunner whole(Step putRoot) {
    return new AttemptRunner(
        new OpenAttempt(), // u0
        new CheckForgotten(), // u1
        new ReadPrunePlans(), // u1
        PutMissingObjects.free(), // u3, for keys that no plan condemns
        new AwaitPrunePlans(), // u2
        new PutManifest(), // u3
        PutMissingObjects.awaited(), // u3, for the others, afresh
        new RequireObjects(), // u3
        new VerifyObjects(), // u4
        putRoot, // u5a
        new Commit()); // u5b
  }

  /** Makes attempts until one is READY. */
  public Attempt run(Run run) {
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
