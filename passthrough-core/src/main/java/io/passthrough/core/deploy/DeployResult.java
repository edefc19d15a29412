package io.passthrough.core.deploy;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.deploy.StepEnding.State;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.verify.VerifyResult;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment did, step by step.
 *
 * @param steps the steps in their order, with those that were left out
 * @param published what was published; empty where that has not ended well
 * @param verified what the verification found; empty where there was none
 * @param activated what is current now; empty where nothing was activated
 * @param pruned what was pruned; empty where nothing was
 */
public record DeployResult(
    List<TakenStep> steps,
    Optional<PublishResult> published,
    Optional<VerifyResult> verified,
    Optional<ActivationResult> activated,
    Optional<PruneResult> pruned) {

  /**
   * Copies the steps.
   *
   * @param steps the steps in their order
   * @param published what was published
   * @param verified what the verification found
   * @param activated what is current now
   * @param pruned what was pruned
   */
  public DeployResult {
    steps = List.copyOf(steps);
  }

  /**
   * Returns whether a step has failed.
   *
   * @return whether the release is not deployed
   */
  public boolean hasFailed() {
    return steps.stream().anyMatch(step -> step.state() == State.FAILED);
  }

  /**
   * Returns which release was published.
   *
   * @return its name, or empty when none was
   */
  public Optional<ReleaseName> release() {
    return published.map(PublishResult::release);
  }
}
