package io.passthrough.cli;

import io.passthrough.api.Access;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a build's assets and records into the store. */
@Command(
    name = "publish",
    description = "Put what a build made into the store. Never activates it.")
final class PublishCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--from",
      paramLabel = "DIR|ZIP|JAR|WAR",
      description = "What a build made; gateway.root when left out.")
  private @Nullable Path from;

  @Option(
      names = "--release",
      paramLabel = "ID",
      description = "The release's name; made of its content when left out.")
  private @Nullable ReleaseName release;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "The bundler's manifest; looked for when left out.")
  private @Nullable Path manifest;

  @Option(names = "--dry-run", description = "Tell what would be done, and put nothing.")
  private boolean dryRun;

  PublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PassthroughConfig configuration = session.configuration();
    Path source =
        Optional.ofNullable(from)
            .map(session.terminal()::resolve)
            .orElse(configuration.gateway().root());
    try (Build build = Build.open(source)) {
      PublishResult result = publish(configuration, build);
      build.layouts().forEach(session::notice);
      result.summary().forEach(session::notice);
      result.warnings().forEach(warning -> session.notice("Warning: " + warning));
      session.print(PublishDocument.of(result));
      return 0;
    }
  }

  /** The store is opened while the build is read: one waits for the network, the other computes. */
  private PublishResult publish(PassthroughConfig configuration, Build build) {
    Optional<ReleaseName> name = Optional.ofNullable(release);
    Optional<Path> named = Optional.ofNullable(manifest).map(session.terminal()::resolve);
    try (OpeningStore store =
            OpeningStore.start(() -> session.openWithRecords(configuration, Access.WRITE));
        Progress progress = Progress.on(session.terminal())) {
      ScannedRelease scanned = ReleaseScanner.scan(build, configuration.scanRules(named), progress);
      Pipeline pipeline =
          new Pipeline(store.opened(), configuration.publish().concurrency(), progress);
      return dryRun ? pipeline.dryRun(scanned, name) : pipeline.publish(scanned, name);
    }
  }
}
