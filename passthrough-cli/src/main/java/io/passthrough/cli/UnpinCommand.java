package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Leaves it to the policy again how long a release stays. */
@Command(
    name = "unpin",
    description = "Leave it to the retention policy again how long a release stays.")
final class UnpinCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "RELEASE", description = "A pinned release.")
  private @Nullable ReleaseName release;

  UnpinCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    ReleaseName named = Objects.requireNonNull(release);
    try (AssetStore store = session.openWithRecords(configuration, Access.WRITE)) {
      var unused =
          new Pipeline(store, configuration.publish().concurrency(), session.warnings())
              .unpin(named);
      session.print(new PinDocument(named.value(), false, null));
      return 0;
    }
  }
}
