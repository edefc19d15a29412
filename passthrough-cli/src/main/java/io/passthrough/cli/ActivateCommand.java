package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ScannedRelease;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a release the current one of an environment. */
@Command(
    name = "activate",
    description = "Make a release the current one of an environment, which may be new.")
final class ActivateCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "RELEASE", description = "A published release.")
  private @Nullable ReleaseName release;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment; gateway.environment when left out.")
  private @Nullable EnvironmentName environment;

  @Mixin private final SourceBuild source = new SourceBuild();

  @Option(
      names = "--force",
      description = "Activate also when another run has activated something meanwhile.")
  private boolean force;

  ActivateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    session.print(source.with(session, configuration, build -> run(configuration, build)));
    return 0;
  }

  private ActivationDocument run(PassthroughConfig configuration, Optional<ScannedRelease> build) {
    EnvironmentName where =
        environment == null ? configuration.gateway().environment() : environment;
    try (AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      Pipeline pipeline =
          new Pipeline(store, configuration.publish().concurrency(), session.warnings());
      return ActivationDocument.of(activate(pipeline, where, build));
    }
  }

  private ActivationResult activate(
      Pipeline pipeline, EnvironmentName where, Optional<ScannedRelease> build) {
    ReleaseName named = Objects.requireNonNull(release);
    return force
        ? pipeline.activate(named, where, build)
        : pipeline.activateUnlessChanged(named, where, OptionalLong.empty(), build);
  }
}
