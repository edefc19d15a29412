package io.passthrough.cli;

import io.passthrough.core.build.Build;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScannedRelease;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names what a release was made of, to put back what the store lacks of it. */
final class SourceBuild {

  @Option(
      names = "--from",
      paramLabel = "DIR|ZIP|JAR|WAR",
      description = "What the release was made of, to put back what the store lacks of it.")
  private @Nullable Path from;

  /** Reads the build, if one was named, and does something while it is open. */
  <T> T with(
      Session session,
      PassthroughConfig configuration,
      Function<Optional<ScannedRelease>, T> work) {
    if (from == null) {
      return work.apply(Optional.empty());
    }
    try (Build build = Build.open(session.terminal().resolve(from))) {
      return work.apply(
          Optional.of(ReleaseScanner.scan(build, configuration.scanRules(Optional.empty()))));
    }
  }
}
