package io.passthrough.cli;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.Pipeline;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes what was published current.
 *
 * @param context what it works with
 * @param wish where, and whether at all
 * @param since what was current when the command began; empty where that does not matter
 */
record ActivateStep(DeployContext context, Wish wish, OptionalLong since) implements DeployStep {

  /**
   * What the command line says of the activation.
   *
   * @param environment the environment
   * @param isWanted false for a rollout that ends later
   * @param isForced whether it does not matter what became current meanwhile
   */
  record Wish(EnvironmentName environment, boolean isWanted, boolean isForced) {}

  /** Takes note of what is current as the command begins. */
  static ActivateStep begin(DeployContext context, Wish wish) {
    OptionalLong since =
        wish.isWanted() && !wish.isForced()
            ? OptionalLong.of(
                context.pipeline(context.session().warnings()).current(wish.environment()))
            : OptionalLong.empty();
    return new ActivateStep(context, wish, since);
  }

  @Override
  public String name() {
    return "activate";
  }

  @Override
  public Ending run(DeployRun run) {
    ReleaseName release = run.requirePublished().release();
    if (!wish.isWanted()) {
      return Ending.skipped(
          "--no-activate; once the last host has it: passthrough activate " + release);
    }
    ActivationResult result = activate(release);
    run.activated(result);
    return Ending.done(
        "current in "
            + result.environment()
            + result.previous().map(before -> ", after " + before).orElse(""));
  }

  private ActivationResult activate(ReleaseName release) {
    Pipeline pipeline = context.pipeline(context.session().warnings());
    return wish.isForced()
        ? pipeline.activate(release, wish.environment())
        : pipeline.activateUnlessChanged(release, wish.environment(), since, Optional.empty());
  }
}
