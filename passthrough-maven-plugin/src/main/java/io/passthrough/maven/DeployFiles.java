package io.passthrough.maven;

import io.passthrough.api.AssetStore;
import io.passthrough.core.Failure;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.release.Releases;
import io.passthrough.core.report.DeploySummary;
import io.passthrough.core.report.JUnitReport;
import io.passthrough.core.report.Means;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a deployment leaves for the system that runs it.
 *
 * @param summary takes the Markdown
 * @param junit takes the JUnit XML
 */
record DeployFiles(Optional<Path> summary, Optional<Path> junit) {

  private static final int LAST = 30;
  private static final int CONCURRENCY = 8;

  /** Makes the folders, as a build's are not there after a clean, before anything is done. */
  void requireFolders() {
    Stream.of(summary, junit).flatMap(Optional::stream).forEach(DeployFiles::requireFolder);
  }

  private static void requireFolder(Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
    } catch (IOException e) {
      throw new PassthroughException(
          Kind.INPUT,
          "Cannot write '" + file + "': its folder cannot be made",
          "name a file in another folder, such as target",
          e);
    }
  }

  /** Writes them, whatever the deployment came to; what cannot be written is a warning. */
  void write(DeployResult result, AssetStore store, GoalLog log) {
    junit.ifPresent(file -> write(file, JUnitReport.of(result), log));
    summary.ifPresent(
        file -> write(file, new DeploySummary(result, means(store, log)).text(), log));
  }

  private static Optional<Means> means(AssetStore store, GoalLog log) {
    try {
      return Optional.of(Means.of(new Releases(store, CONCURRENCY).newest(LAST).releases()));
    } catch (RuntimeException e) {
      log.warn(List.of("No means in the summary: " + Failure.of(e).message()));
      return Optional.empty();
    }
  }

  private static void write(Path file, String text, GoalLog log) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      log.warn(List.of("Cannot write '" + file + "': " + e));
    }
  }
}
