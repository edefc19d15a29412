package io.passthrough.core.deploy;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.verify.VerifyOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a deployment is to do.
 *
 * @param publishing what is published
 * @param verify where and how it is verified; empty where no URL is named
 * @param activation where it becomes current
 * @param pruning whether to prune
 * @param words why steps are left out
 */
public record DeployPlan(
    Publishing publishing,
    Optional<VerifyOptions> verify,
    Activation activation,
    Pruning pruning,
    DeployWords words) {

  /**
   * What is published.
   *
   * @param build what a build made, which the caller closes
   * @param release the release's name; empty for one that is made of its content
   * @param manifest the bundler's manifest, absolute; empty where it is looked for
   */
  public record Publishing(Build build, Optional<ReleaseName> release, Optional<Path> manifest) {}

  /**
   * Where a release becomes current.
   *
   * @param environment the environment, which may be new
   * @param isWanted false for a rollout that ends later
   * @param isForced whether it does not matter what became current meanwhile
   */
  public record Activation(EnvironmentName environment, boolean isWanted, boolean isForced) {}

  /**
   * Whether to prune.
   *
   * @param isWanted whether at all
   * @param isStrict whether a prune that is refused or fails ends the deployment with it
   */
  public record Pruning(boolean isWanted, boolean isStrict) {}
}
