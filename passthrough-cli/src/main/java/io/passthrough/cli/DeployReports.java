package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.deploy.DeployResult;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.report.DeploySummary;
import io.passthrough.core.report.JUnitReport;
import io.passthrough.core.report.Means;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a deployment leaves for the system that runs it. */
final class DeployReports {

  /** GitHub shows the file that it names beside the job. */
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  /** Of so many releases it has the means. */
  static final int LAST = 30;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Write what was done as Markdown; also added to GITHUB_STEP_SUMMARY.")
  private @Nullable Path summary;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write steps and verified URLs as JUnit XML.")
  private @Nullable Path junit;

  /** Refuses files that cannot be written, before anything is done. */
  void requireFolders(Terminal terminal) {
    Stream.of(Optional.ofNullable(summary), Optional.ofNullable(junit))
        .flatMap(Optional::stream)
        .map(terminal::resolve)
        .filter(file -> !Files.isDirectory(file.resolveSibling("")) || Files.isDirectory(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw new PassthroughException(
                  Kind.INPUT,
                  "Cannot write '" + file + "': its folder is not there, or it is a folder itself",
                  "name a file in a folder that is there");
            });
  }

  /** Writes them, whatever the run came to; what cannot be written is a warning. */
  void write(Session session, DeployResult result, Supplier<ReleaseList> releases) {
    if (junit != null) {
      write(session, session.terminal().resolve(junit), JUnitReport.of(result));
    }
    Optional<Path> step =
        Optional.ofNullable(session.terminal().environment().get(STEP_SUMMARY))
            .filter(name -> !name.isBlank())
            .map(name -> session.terminal().resolve(Path.of(name)));
    if (summary == null && step.isEmpty()) {
      return;
    }
    String text = new DeploySummary(result, means(session, releases)).text();
    if (summary != null) {
      write(session, session.terminal().resolve(summary), text);
    }
    step.ifPresent(
        file -> write(session, file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  private static Optional<Means> means(Session session, Supplier<ReleaseList> releases) {
    try {
      return Optional.of(Means.of(releases.get().releases()));
    } catch (RuntimeException e) {
      session.notice("Warning: no means in the summary: " + Failure.of(e).message());
      return Optional.empty();
    }
  }

  private static void write(Session session, Path file, String text, OpenOption... options) {
    try {
      Files.writeString(file, text, options);
    } catch (IOException e) {
      session.notice("Warning: cannot write '" + file + "': " + e);
    }
  }
}
