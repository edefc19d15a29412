package io.passthrough.core.release;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows a store's records in the background, again and again, a little irregularly so that many
 * gateways do not ask at once. Thread-safe.
 */
public final class CatalogPoller implements AutoCloseable {

  /** How long the first answers may wait for the records. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How long reading all the records may take: the first time there may be thousands. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final ThreadFactory THREADS = DaemonThreads.named("passthrough-records");

  private final AssetStore store;
  private final Duration refresh;
  private final Runnable changed;
  private final ScheduledThreadPoolExecutor worker;
  private final CompletableFuture<Void> ready =
      new CompletableFuture<Void>()
          .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  private volatile ReleaseCatalog catalog = ReleaseCatalog.empty();
  private volatile boolean told;
  private volatile @Nullable Throwable failure;

  /**
   * Starts to follow.
   *
   * @param store the store, which the caller closes
   * @param refresh how often the records are looked at
   * @param changed what to do when there are new ones
   */
  public CatalogPoller(AssetStore store, Duration refresh, Runnable changed) {
    this.store = store;
    this.refresh = refresh;
    this.changed = changed;
    this.worker = new ScheduledThreadPoolExecutor(1, THREADS);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.execute(this::follow);
  }

  private void follow() {
    look();
    ready.complete(null);
    long millis = (told ? refresh : shorter(RETRY, refresh)).toMillis();
    long jitter = ThreadLocalRandom.current().nextLong(millis / 5 + 1);
    if (!worker.isShutdown()) {
      var unused =
          worker.schedule(this::follow, millis - millis / 10 + jitter, TimeUnit.MILLISECONDS);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void look() {
    FutureTask<ReleaseCatalog> refreshing = new FutureTask<>(() -> catalog.refresh(store));
    THREADS.newThread(refreshing).start();
    try {
      take(refreshing.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      fail(e.getCause());
    } catch (TimeoutException e) {
      refreshing.cancel(true);
      fail(
          AssetStoreException.of(Kind.UNAVAILABLE, "list", store.toString())
              .cause(e)
              .because("the records could not be read within " + LIMIT.toSeconds() + " s"));
    } catch (InterruptedException e) {
      refreshing.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  private void take(ReleaseCatalog next) {
    boolean isNew = next != catalog;
    catalog = next;
    told = true;
    failure = null;
    if (isNew) {
      changed.run();
    }
  }

  private void fail(@Nullable Throwable cause) {
    failure = cause;
    if (!isOutage(cause)) {
      told = true;
    }
  }

  private static boolean isOutage(@Nullable Throwable failure) {
    return failure instanceof AssetStoreException store
        && (store.kind() == Kind.UNAVAILABLE || store.kind() == Kind.THROTTLED);
  }

  /**
   * Returns what is done when the records have been looked at for the first time, or that takes too
   * long to wait for.
   *
   * @return never fails
   */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /**
   * Tells whether {@link #ready()} is done.
   *
   * @return whether nobody needs to wait
   */
  public boolean isReady() {
    return ready.isDone();
  }

  /**
   * Returns what the records say.
   *
   * @return the latest catalog
   */
  public ReleaseCatalog catalog() {
    return catalog;
  }

  /**
   * Tells whether a key that the catalog does not have is in no record: false as long as the store
   * could not be reached.
   *
   * @return whether the records were looked at
   */
  public boolean isCertain() {
    return told;
  }

  /**
   * Returns why the records could not be read the last time.
   *
   * @return a message for operators, or empty when they could
   */
  public Optional<String> failure() {
    return Optional.ofNullable(failure).map(Throwable::getMessage);
  }

  /** Looks at the records now, as something does not fit them. */
  public void lookSoon() {
    if (worker.getQueue().size() < 2 && !worker.isShutdown()) {
      worker.execute(this::look);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
