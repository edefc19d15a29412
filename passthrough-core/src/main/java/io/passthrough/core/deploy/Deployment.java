package io.passthrough.core.deploy;

import io.passthrough.api.AssetStore;
import io.passthrough.core.Failure;
import io.passthrough.core.config.PassthroughConfig;
import java.time.Duration;
import java.util.List;

/**
 * Takes the steps of a pipeline one after the other until one fails: publish, verify, activate,
 * prune. Not thread-safe; several may run on one store at once.
 */
public final class Deployment {

  private final DeployListener listener;
  private final List<DeployStep> steps;
  private final DeployRun run = new DeployRun();

  private Deployment(DeployListener listener, List<DeployStep> steps) {
    this.listener = listener;
    this.steps = steps;
  }

  /**
   * Begins a deployment: takes note of what is current, and changes nothing yet.
   *
   * @param store opened for writing, which the caller closes
   * @param configuration the configuration
   * @param plan what is to be done
   * @param listener told what happens
   * @return the deployment
   */
  public static Deployment begin(
      AssetStore store, PassthroughConfig configuration, DeployPlan plan, DeployListener listener) {
    DeployContext context = new DeployContext(store, configuration, plan, listener);
    return new Deployment(
        listener,
        List.of(
            new PublishBuild(context),
            new VerifyRelease(context),
            ActivateRelease.begin(context),
            new PruneStore(context)));
  }

  /**
   * Takes the steps in order, once. A verification that finds something ends it with a failed step;
   * what a step throws goes through, after note is taken of it in the {@link #result}.
   *
   * @return what was done
   */
  public DeployResult run() {
    int number = 0;
    for (DeployStep step : steps) {
      number++;
      if (result().hasFailed()) {
        StepEnding ending = StepEnding.skipped("a step before has failed");
        run.taken(new TakenStep(step.name(), ending, Duration.ZERO));
      } else {
        listener.began(step.name(), number, steps.size());
        take(step);
        listener.ended(run.last(), result());
      }
    }
    return result();
  }

  private void take(DeployStep step) {
    long start = System.nanoTime();
    StepEnding ending = StepEnding.failed("it was interrupted");
    try {
      ending = step.run(run);
    } catch (RuntimeException e) {
      ending = StepEnding.failed(Failure.of(e).message());
      throw e;
    } finally {
      run.taken(new TakenStep(step.name(), ending, Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  /**
   * Returns what was done until now, also after a step has thrown something.
   *
   * @return the steps that were taken, and what they found
   */
  public DeployResult result() {
    return run.result();
  }
}
