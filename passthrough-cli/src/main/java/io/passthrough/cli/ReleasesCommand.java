package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PipelineListener;
import io.passthrough.core.publish.ReleaseListing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the releases. */
@Command(name = "releases", description = "List the releases, newest first.")
final class ReleasesCommand implements Callable<Integer> {

  private final Session session;

  ReleasesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    try (AssetStore store = session.open(configuration, Access.READ)) {
      ReleaseListing listing =
          new Pipeline(store, configuration.publish().concurrency(), PipelineListener.NONE)
              .releases();
      session.print(ReleasesDocument.of(listing));
      listing.faults().forEach(fault -> session.notice("Error: " + fault));
      return listing.faults().isEmpty() ? 0 : Failure.IO;
    }
  }
}
