package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the releases. */
@Command(name = "releases", description = "List the newest releases.")
final class ReleasesCommand implements Callable<Integer> {

  private static final int NEWEST = 50;

  private final Session session;

  @Option(names = "--all", description = "List all, not the newest 50 alone.")
  private boolean all;

  ReleasesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    try (AssetStore store = session.openWithRecords(configuration, Access.READ)) {
      Releases releases = new Releases(store, configuration.publish().concurrency());
      ReleaseList listing = all ? releases.list() : releases.newest(NEWEST);
      session.print(ReleasesDocument.of(listing, Instant.now()));
      if (!all && listing.total() > NEWEST) {
        session.notice("The newest " + NEWEST + " of " + listing.total() + "; --all lists all");
      }
      listing.warnings().forEach(warning -> session.notice("Warning: " + warning));
      listing.faults().forEach(fault -> session.notice("Error: " + fault));
      return listing.faults().isEmpty() ? 0 : Failure.IO;
    }
  }
}
