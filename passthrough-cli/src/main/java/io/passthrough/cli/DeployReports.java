package io.passthrough.cli;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.release.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a deployment leaves for the system that runs it. */
final class DeployReports {

  /** GitHub shows the file that it names beside the job. */
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  private static final int LAST = 30;

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
  void write(DeployContext context, DeployRun run) {
    Session session = context.session();
    if (junit != null) {
      write(session, session.terminal().resolve(junit), JUnitReport.of(run));
    }
    Optional<Path> step =
        Optional.ofNullable(session.terminal().environment().get(STEP_SUMMARY))
            .filter(name -> !name.isBlank())
            .map(name -> session.terminal().resolve(Path.of(name)));
    if (summary == null && step.isEmpty()) {
      return;
    }
    String text = DeploySummary.of(run, means(context)).text();
    if (summary != null) {
      write(session, session.terminal().resolve(summary), text);
    }
    step.ifPresent(
        file -> write(session, file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  private static Optional<Means> means(DeployContext context) {
    try {
      return Optional.of(
          Means.of(new Releases(context.store(), context.concurrency()).newest(LAST).releases()));
    } catch (RuntimeException e) {
      context.session().notice("Warning: no means in the summary: " + Failure.of(e).message());
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
