package io.passthrough.core.deploy;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.Pipeline;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes what was published current.
 *
 * @param context what it works with
 * @param since what was current when the deployment began; empty where that does not matter
 */
record ActivateRelease(DeployContext context, OptionalLong since) implements DeployStep {

  /** Takes note of what is current as the deployment begins. */
  static ActivateRelease begin(DeployContext context) {
    DeployPlan.Activation wish = context.plan().activation();
    OptionalLong since =
        wish.isWanted() && !wish.isForced()
            ? OptionalLong.of(context.pipeline().current(wish.environment()))
            : OptionalLong.empty();
    return new ActivateRelease(context, since);
  }

  @Override
  public String name() {
    return "activate";
  }

  @Override
  public StepEnding run(DeployRun run) {
    ReleaseName release = run.release();
    if (!context.plan().activation().isWanted()) {
      return StepEnding.skipped(context.plan().words().notActivated(release));
    }
    ActivationResult result = activate(release, context.plan().activation());
    run.activated(result);
    return StepEnding.done(
        "current in "
            + result.environment()
            + result.previous().map(before -> ", after " + before).orElse(""));
  }

  private ActivationResult activate(ReleaseName release, DeployPlan.Activation wish) {
    Pipeline pipeline = context.pipeline();
    return wish.isForced()
        ? pipeline.activate(release, wish.environment())
        : pipeline.activateUnlessChanged(release, wish.environment(), since, Optional.empty());
  }
}
