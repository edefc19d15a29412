package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
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
    try (AssetStore store = session.openWithRecords(configuration, Access.READ)) {
      ReleaseList listing = new Releases(store, configuration.publish().concurrency()).list();
      session.print(ReleasesDocument.of(listing));
      listing.warnings().forEach(warning -> session.notice("Warning: " + warning));
      listing.faults().forEach(fault -> session.notice("Error: " + fault));
      return listing.faults().isEmpty() ? 0 : Failure.IO;
    }
  }
}
