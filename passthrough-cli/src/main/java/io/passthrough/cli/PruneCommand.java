package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.Pruner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes what no kept release needs. */
@Command(
    name = "prune",
    description = "Delete what nobody can need any more, by the configured retention.")
final class PruneCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--dry-run", description = "Tell what would go and why, and delete nothing.")
  private boolean dryRun;

  @Option(names = "--force", description = "Delete also where more than half would go.")
  private boolean force;

  @Option(
      names = "--releases",
      paramLabel = "N",
      description = "How many releases of each environment stay; retention.releases when left out.")
  private @Nullable Count releases;

  @Option(
      names = "--max-age",
      paramLabel = "D",
      description =
          "How long a release stays after it was replaced, such as 7d; retention.max_age when left"
              + " out.")
  private @Nullable Duration maxAge;

  PruneCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    RetentionConfig retention =
        configuration
            .retention()
            .with(Optional.ofNullable(releases).map(Count::value), Optional.ofNullable(maxAge));
    Access access = dryRun ? Access.READ : Access.WRITE;
    try (AssetStore store = session.openWithRecords(configuration, access)) {
      Pruner pruner = new Pruner(store, configuration.publish().concurrency(), session.warnings());
      session.print(
          new PruneDocument(dryRun ? pruner.dryRun(retention) : pruner.prune(retention, force)));
      return 0;
    }
  }
}
