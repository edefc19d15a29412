package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.deploy.DeployPlan;
import io.passthrough.core.deploy.DeployPlan.Activation;
import io.passthrough.core.deploy.DeployPlan.Pruning;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.deploy.Deployment;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.verify.VerifyOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The step of a pipeline: publish, verify, activate, prune. */
@Command(
    name = "deploy",
    description =
        "Publish what a build made, verify it through every URL, activate it, then prune.")
final class DeployCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final BuildArguments arguments = new BuildArguments();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment; gateway.environment when left out.")
  private @Nullable EnvironmentName environment;

  @Option(
      names = "--no-activate",
      description = "Leave the current release as it is: activate after the last host.")
  private boolean noActivate;

  @Option(
      names = "--force",
      description = "Activate also when another run has activated something meanwhile.")
  private boolean force;

  @Option(names = "--no-prune", description = "Delete nothing.")
  private boolean noPrune;

  @Option(
      names = "--strict",
      description = "Fail when the prune is refused or fails, instead of warning.")
  private boolean strict;

  @Mixin private final VerifyArguments verify = new VerifyArguments();
  @Mixin private final DeployReports reports = new DeployReports();

  DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    Optional<VerifyOptions> options =
        verify.hasUrls(configuration)
            ? Optional.of(verify.options(configuration))
            : Optional.empty();
    reports.requireFolders(session.terminal());
    DeployResult result = deploy(configuration, options);
    session.print(new DeployDocument(result));
    return result.hasFailed() ? Failure.INCOMPLETE : 0;
  }

  private DeployResult deploy(PassthroughConfig configuration, Optional<VerifyOptions> options) {
    try (Build build = arguments.open(session, configuration);
        AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      DeployTalk talk = new DeployTalk(session, build);
      DeployPlan plan =
          new DeployPlan(
              arguments.publishing(build, session),
              options,
              activation(configuration),
              new Pruning(!noPrune, strict),
              talk);
      Deployment deployment = Deployment.begin(store, configuration, plan, talk);
      try {
        return deployment.run();
      } finally {
        talk.endProgress();
        reports.write(session, deployment.result(), () -> releases(store, configuration));
      }
    }
  }

  private static ReleaseList releases(AssetStore store, PassthroughConfig configuration) {
    return new Releases(store, configuration.publish().concurrency()).newest(DeployReports.LAST);
  }

  private Activation activation(PassthroughConfig configuration) {
    EnvironmentName where =
        environment == null ? configuration.gateway().environment() : environment;
    return new Activation(where, !noActivate, force);
  }
}
