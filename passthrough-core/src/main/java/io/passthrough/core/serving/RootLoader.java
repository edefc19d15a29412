package io.passthrough.core.serving;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.build.BuildState;
import io.passthrough.core.build.ChangedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Indexes a root once it is still, and again when it changes meanwhile. Waiting has a limit: after
 * that a start takes what was not just written, and a reload fails.
 */
final class RootLoader {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path root;
  private final RootRules rules;
  private final long memory;
  private final Clock clock;
  private final Pause pause;

  /** Lets time pass between two looks. */
  interface Pause {

    /** Waits about so long. */
    void take(Duration duration) throws InterruptedException;
  }

  /**
   * Makes a loader.
   *
   * @param root the folder or archive
   * @param rules how its files become assets and pages
   * @param memory how many bytes of bodies may be kept in memory
   * @param clock the clock that files' times are compared with
   * @param pause how to wait
   */
  RootLoader(Path root, RootRules rules, long memory, Clock clock, Pause pause) {
    this.root = root;
    this.rules = rules;
    this.memory = memory;
    this.clock = clock;
    this.pause = pause;
  }

  /** Makes a loader that waits by the system's clock. */
  static RootLoader of(Path root, RootRules rules, long memory) {
    return new RootLoader(
        root,
        rules,
        memory,
        Clock.systemUTC(),
        duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
  }

  /** Indexes what is there at the limit, without the files that are still being written. */
  RootIndex start() {
    return load(true);
  }

  /**
   * Indexes the root.
   *
   * @throws PassthroughException when it is still changing at the limit, or cannot be indexed
   */
  RootIndex reload() {
    return load(false);
  }

  private RootIndex load(boolean inPart) {
    Stillness stillness = new Stillness(clock);
    Instant limit = clock.instant().plus(LIMIT);
    while (clock.instant().isBefore(limit)) {
      try {
        Optional<RootIndex> index = tryLoad(stillness);
        if (index.isPresent()) {
          return index.get();
        }
      } catch (PassthroughException e) {
        requireChange(e);
      }
      rest();
    }
    if (!inPart) {
      throw changing();
    }
    Instant moment = clock.instant().minus(Stillness.MOMENT);
    return index(Build.openToServe(root).writtenBefore(moment));
  }

  /** Indexes a root that is still. An archive is not opened before: half of one is none. */
  private Optional<RootIndex> tryLoad(Stillness stillness) {
    if (Files.isRegularFile(root) && !isStill(archiveState(), stillness)) {
      return Optional.empty();
    }
    Build build = Build.openToServe(root);
    if (Files.isRegularFile(root) || isStill(build.state(), stillness)) {
      return Optional.of(index(build));
    }
    build.close();
    return Optional.empty();
  }

  private static boolean isStill(BuildState state, Stillness stillness) {
    return stillness.isOld(state) || stillness.observe(state);
  }

  private BuildState archiveState() {
    try {
      return BuildState.of(root);
    } catch (IOException e) {
      throw new PassthroughException(
          Kind.IO,
          "Cannot read '" + root + "': " + e.getMessage(),
          "check that it is still there",
          e);
    }
  }

  private RootIndex index(Build build) {
    return RootIndexer.index(build, rules, memory);
  }

  /** Only what a look later may find in order is tried again. */
  private static void requireChange(PassthroughException e) {
    Throwable cause = e.getCause();
    if (!(cause instanceof ChangedFileException) && !(cause instanceof NoSuchFileException)) {
      throw e;
    }
  }

  private void rest() {
    try {
      pause.take(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassthroughException(
          Kind.IO, "Interrupted while '" + root + "' was read", "run it again", e);
    }
  }

  private PassthroughException changing() {
    return new PassthroughException(
        Kind.IO,
        "Files in '" + root + "' are still being written, so the files from before are served",
        "let the copy end");
  }
}
