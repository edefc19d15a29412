package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends an environment. */
@Command(
    name = "deactivate",
    description = "End an environment, such as that of a closed pull request.")
final class DeactivateCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      required = true,
      description = "The environment in which nothing is to be current any more.")
  private @Nullable EnvironmentName environment;

  DeactivateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    EnvironmentName named = Objects.requireNonNull(environment);
    try (AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      Pipeline pipeline =
          new Pipeline(store, configuration.publish().concurrency(), session.warnings());
      session.print(ActivationDocument.ofEnd(pipeline.deactivate(named)));
      return 0;
    }
  }
}
