package io.passthrough.core.lease;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.record.Lease;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.release.OwnRelease;
import io.passthrough.core.store.AssetStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A heartbeat: keeps a lease on the release that a gateway serves, in the background and through a
 * store handle of its own, so that it delays nothing and reading needs no right to write.
 * Thread-safe.
 */
public final class LeaseKeeper implements AutoCloseable {

  /** How often it looks whether there is something to do; most looks call no store. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** How long a gateway that ends waits to give its lease back: one that stays expires. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

  private final LeaseWatch watch;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("passthrough-lease"));

  private LeaseKeeper(LeaseWatch watch) {
    this.watch = watch;
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Starts to keep a lease.
   *
   * @param settings the store, which is opened in the background and asked nothing when it is
   * @param environment the gateway's environment
   * @param term how long the lease holds each time
   * @param own tells which release is served now; empty as long as that is unknown, or nobody needs
   *     to know
   * @return what keeps it, until it is closed
   */
  public static LeaseKeeper start(
      StoreSettings settings,
      EnvironmentName environment,
      Duration term,
      Supplier<Optional<OwnRelease>> own) {
    LeaseWatch watch =
        new LeaseWatch(
            () -> AssetStores.openUnprobed(settings), environment, term, Clock.systemUTC());
    LeaseKeeper keeper = new LeaseKeeper(watch);
    long millis = Math.min(LOOK.toMillis(), Math.max(1, Lease.interval(term).toMillis() / 2));
    var unused =
        keeper.worker.scheduleWithFixedDelay(
            () -> watch.look(own.get()), 0, millis, TimeUnit.MILLISECONDS);
    return keeper;
  }

  /**
   * Returns what an operator should know.
   *
   * @return one sentence each
   */
  public List<String> notices() {
    return watch.notices();
  }

  /** Gives the lease back, if the store takes it within some seconds, and ends. */
  @Override
  public void close() {
    Future<?> end = worker.submit(watch::giveBack);
    try {
      end.get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The lease stays, and expires.
    } finally {
      worker.shutdownNow();
      watch.close();
    }
  }
}
