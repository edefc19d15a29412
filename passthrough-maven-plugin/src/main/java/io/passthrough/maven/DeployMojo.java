package io.passthrough.maven;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.deploy.DeployPlan;
import io.passthrough.core.deploy.DeployPlan.Activation;
import io.passthrough.core.deploy.DeployPlan.Pruning;
import io.passthrough.core.deploy.DeployPlan.Publishing;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.Deployment;
import io.passthrough.core.text.Inputs;
import io.passthrough.core.verify.VerifyOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Publishes what the build made, verifies it through every URL, activates it, then prunes. */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class DeployMojo extends VerifyingMojo {

  /**
   * What a build made: a folder, zip, jar or war, from the project's folder; the project's jar or
   * war when left out.
   */
  @Parameter(property = "passthrough.from")
  private @Nullable String from;

  /** The bundler's manifest, from the project's folder; looked for when left out. */
  @Parameter(property = "passthrough.manifest")
  private @Nullable String manifest;

  /** The environment; <code>gateway.environment</code> when left out. */
  @Parameter(property = "passthrough.environment")
  private @Nullable String environment;

  /** Whether the release becomes current; false for a rollout that ends later. */
  @Parameter(property = "passthrough.activate", defaultValue = "true")
  private boolean activate = true;

  /** Activates also when another run has activated something meanwhile. */
  @Parameter(property = "passthrough.force", defaultValue = "false")
  private boolean force;

  /** Whether what nobody can need any more is deleted at the end. */
  @Parameter(property = "passthrough.prune", defaultValue = "true")
  private boolean prune = true;

  /** Fails when the prune is refused or fails, instead of warning. */
  @Parameter(property = "passthrough.strict", defaultValue = "false")
  private boolean strict;

  /** Writes what was done as Markdown, to a file from the project's folder. */
  @Parameter(property = "passthrough.summary")
  private @Nullable String summary;

  /** Writes steps and verified URLs as JUnit XML, to a file from the project's folder. */
  @Parameter(property = "passthrough.junit")
  private @Nullable String junit;

  /** Is made by Maven. */
  public DeployMojo() {}

  @Override
  void run(Settings settings) throws MojoFailureException {
    ProjectBuild project = new ProjectBuild(project());
    Optional<Path> named = settings.file("from", from);
    if (named.isEmpty() && project.isParent()) {
      getLog().info("Skipped, as a parent has no files");
      return;
    }
    PassthroughConfig configuration = configuration(settings);
    DeployFiles files =
        new DeployFiles(settings.file("summary", summary), settings.file("junit", junit));
    files.requireFolders();
    DeployResult result;
    try (Build build = Build.open(named.orElseGet(project::require));
        AssetStore store = open(configuration, Access.WRITE)) {
      DeployLog talk = new DeployLog(log(), build);
      DeployPlan plan = plan(settings, configuration, talk);
      Deployment deployment = Deployment.begin(store, configuration, plan, talk);
      try {
        result = deployment.run();
      } finally {
        files.write(deployment.result(), store, log());
      }
    }
    if (result.hasFailed()) {
      throw Outcome.notDeployed(result);
    }
  }

  private DeployPlan plan(Settings settings, PassthroughConfig configuration, DeployLog talk) {
    Optional<VerifyOptions> verify =
        hasUrls(settings, configuration)
            ? Optional.of(options(settings, configuration))
            : Optional.empty();
    EnvironmentName where =
        settings
            .text("environment", environment)
            .map(Inputs::environment)
            .orElse(configuration.gateway().environment());
    return new DeployPlan(
        new Publishing(talk.build(), release(settings), settings.file("manifest", manifest)),
        verify,
        new Activation(where, settings.flag("activate", activate), settings.flag("force", force)),
        new Pruning(settings.flag("prune", prune), settings.flag("strict", strict)),
        talk);
  }
}
