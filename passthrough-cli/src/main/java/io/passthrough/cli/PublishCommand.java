package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ScannedRelease;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a build's assets and records into the store. */
@Command(
    name = "publish",
    description = "Put what a build made into the store. Never activates it.")
final class PublishCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final BuildArguments arguments = new BuildArguments();

  @Option(names = "--dry-run", description = "Tell what would be done, and put nothing.")
  private boolean dryRun;

  PublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    try (Build build = arguments.open(session, configuration)) {
      PublishResult result = publish(configuration, build);
      BuildArguments.tell(session, build, result);
      session.print(new PublishDocument(result));
      return 0;
    }
  }

  /** The store is opened while the build is read: one waits for the network, the other computes. */
  private PublishResult publish(PassthroughConfig configuration, Build build) {
    try (OpeningStore store =
            OpeningStore.start(() -> session.openWithRecords(configuration, Access.WRITE));
        Progress progress = Progress.on(session.terminal())) {
      ScannedRelease scanned = arguments.scan(build, session, configuration, progress);
      Pipeline pipeline =
          new Pipeline(store.opened(), configuration.publish().concurrency(), progress);
      return dryRun
          ? pipeline.dryRun(scanned, arguments.release())
          : pipeline.publish(scanned, arguments.release());
    }
  }
}
