package io.passthrough.core.serving;

import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.BuildState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A poller of a root's state. A root that changed is indexed again when it is still, so that a
 * build or copy under way is not; until then it is looked at more often.
 */
final class RootPoller implements AutoCloseable {

  /** The share of one processor that polling may take. */
  private static final int ONE_PERCENT = 100;

  /** The share that it may take while something is known to change. */
  private static final int TEN_PERCENT = 10;

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Path root;
  private final long interval;
  private final Supplier<BuildState> indexed;
  private final Runnable changed;
  private final Stillness stillness = new Stillness(Clock.systemUTC());
  private final ScheduledThreadPoolExecutor worker;
  private @Nullable ScheduledFuture<?> next;
  private volatile long taken;

  /**
   * Starts to poll.
   *
   * @param root the folder or archive
   * @param interval the least time between two polls
   * @param indexed says how the root was when it was indexed
   * @param changed indexes it again; runs on the thread that polls
   */
  RootPoller(Path root, Duration interval, Supplier<BuildState> indexed, Runnable changed) {
    this.root = root;
    this.interval = interval.toNanos();
    this.indexed = indexed;
    this.changed = changed;
    this.worker = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-root"));
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.setRemoveOnCancelPolicy(true);
    schedule(this.interval);
  }

  /** Looks soon, as something is known to have changed. */
  void soon() {
    schedule(Math.min(interval, Math.max(SOON_NANOS / 5, TEN_PERCENT * taken)));
  }

  /** Looks after a time, unless that is to happen earlier. */
  private synchronized void schedule(long nanos) {
    if (worker.isShutdown()) {
      return;
    }
    ScheduledFuture<?> planned = next;
    if (planned != null) {
      if (planned.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
        return;
      }
      planned.cancel(false);
    }
    next = worker.schedule(this::poll, nanos, TimeUnit.NANOSECONDS);
  }

  private synchronized void begin() {
    next = null;
  }

  private void poll() {
    begin();
    long start = System.nanoTime();
    boolean changing = false;
    try {
      Optional<BuildState> now = state();
      taken = System.nanoTime() - start;
      boolean still = now.map(stillness::observe).orElse(false);
      changing = !now.map(indexed.get()::equals).orElse(false);
      if (changing && still) {
        changed.run();
        changing = false;
      }
    } finally {
      schedule(
          changing
              ? Math.max(Math.min(interval, SOON_NANOS), TEN_PERCENT * taken)
              : Math.max(interval, ONE_PERCENT * taken));
    }
  }

  /** A root that cannot be read, such as one that is being replaced, is read later. */
  private Optional<BuildState> state() {
    try {
      return Optional.of(BuildState.of(root));
    } catch (IOException | PassthroughException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
