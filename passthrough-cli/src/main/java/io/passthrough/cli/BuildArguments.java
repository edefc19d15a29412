package io.passthrough.cli;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.deploy.DeployPlan.Publishing;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name what is published. */
final class BuildArguments {

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

  Optional<ReleaseName> release() {
    return Optional.ofNullable(release);
  }

  /** Opens what a build made, which the caller closes. */
  Build open(Session session, PassthroughConfig configuration) {
    return Build.open(
        Optional.ofNullable(from)
            .map(session.terminal()::resolve)
            .orElse(configuration.gateway().root()));
  }

  /** Returns what is published, and how it is named and read. */
  Publishing publishing(Build build, Session session) {
    return new Publishing(
        build, release(), Optional.ofNullable(manifest).map(session.terminal()::resolve));
  }

  ScannedRelease scan(
      Build build, Session session, PassthroughConfig configuration, Progress progress) {
    Publishing what = publishing(build, session);
    return ReleaseScanner.scan(build, configuration.scanRules(what.manifest()), progress);
  }

  /** Says where files were found, and by what they are fingerprinted. */
  static void tell(Session session, Build build, PublishResult result) {
    build.layouts().forEach(session::notice);
    result.summary().forEach(session::notice);
    session.warn(result.warnings());
  }
}
