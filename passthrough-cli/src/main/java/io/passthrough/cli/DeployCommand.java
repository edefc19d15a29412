package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.verify.VerifyOptions;
import java.util.List;
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
    DeployRun run = new DeployRun(session);
    deploy(run, configuration, options);
    session.print(DeployDocument.of(run));
    return run.hasFailed() ? Failure.INCOMPLETE : 0;
  }

  private void deploy(
      DeployRun run, PassthroughConfig configuration, Optional<VerifyOptions> options) {
    try (Build build = arguments.open(session, configuration);
        AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      DeployContext context = new DeployContext(session, configuration, store);
      ActivateStep activate = ActivateStep.begin(context, activation(configuration));
      try {
        run.take(
            List.of(
                new PublishStep(context, build, arguments),
                new VerifyStep(context, options),
                activate,
                new PruneStep(context, new PruneStep.Wish(!noPrune, strict))));
      } finally {
        reports.write(context, run);
      }
    }
  }

  private ActivateStep.Wish activation(PassthroughConfig configuration) {
    EnvironmentName where =
        environment == null ? configuration.gateway().environment() : environment;
    return new ActivateStep.Wish(where, !noActivate, force);
  }
}
