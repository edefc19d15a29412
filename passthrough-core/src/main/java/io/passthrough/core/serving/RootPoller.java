package io.passthrough.core.serving;

import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PassthroughException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A poller of a root's state. A root that changed is indexed again when it has stayed the same
 * between two polls, so that a build under way is not.
 */
final class RootPoller implements AutoCloseable {

  /** The share of one processor that polling may take. */
  private static final int ONE_PERCENT = 100;

  private final Path root;
  private final Duration interval;
  private final Supplier<RootState> indexed;
  private final Runnable changed;
  private final ScheduledThreadPoolExecutor worker;
  private Optional<RootState> last = Optional.empty();

  /**
   * Starts to poll.
   *
   * @param root the folder or archive
   * @param interval the least time between two polls
   * @param indexed says how the root was when it was indexed
   * @param changed indexes it again; runs on the thread that polls
   */
  RootPoller(Path root, Duration interval, Supplier<RootState> indexed, Runnable changed) {
    this.root = root;
    this.interval = interval;
    this.indexed = indexed;
    this.changed = changed;
    this.worker = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-root"));
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    schedule(interval.toNanos());
  }

  private void schedule(long nanos) {
    if (!worker.isShutdown()) {
      var unused = worker.schedule(this::poll, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void poll() {
    long start = System.nanoTime();
    long taken = 0;
    try {
      Optional<RootState> now = state();
      taken = System.nanoTime() - start;
      if (now.isPresent() && now.equals(last) && !now.get().equals(indexed.get())) {
        changed.run();
      }
      last = now;
    } finally {
      schedule(Math.max(interval.toNanos(), ONE_PERCENT * taken));
    }
  }

  /** A root that cannot be read, such as one that is being replaced, is read later. */
  private Optional<RootState> state() {
    try {
      return Optional.of(RootState.of(root));
    } catch (IOException | PassthroughException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
