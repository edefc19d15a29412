package io.passthrough.core.release;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.DaemonThreads;
import io.passthrough.core.record.Journal;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A poller of a store's records, in the background and with jitter, so that many gateways do not
 * ask at once. Thread-safe.
 */
public final class CatalogPoller implements AutoCloseable {

  /** After so many refreshes by the journal's word the records themselves are looked at. */
  private static final int REFRESHES = 30;

  /** How long the first answers may wait for the records. */
  private static final Duration FIRST_POLL_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How long one look may take: what it has read by then is kept, and the next one goes on. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

  private static final ThreadFactory THREADS = DaemonThreads.named("passthrough-records");

  private final AssetStore store;
  private final Duration refresh;
  private final Consumer<ReleaseCatalog> changed;
  private final ScheduledThreadPoolExecutor worker;
  private final CompletableFuture<Void> ready =
      new CompletableFuture<Void>()
          .completeOnTimeout(null, FIRST_POLL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  private volatile ReleaseCatalog catalog = ReleaseCatalog.empty();

  /** What was read, whether it is all or not: the next look goes on from there. */
  private volatile ReleaseCatalog progress = ReleaseCatalog.empty();

  private final Journal journal;
  private volatile boolean loaded;

  /** How often the journal may be asked yet instead of the records; 0 when a look has failed. */
  private volatile int asks;

  private volatile boolean isDoubtful;

  private volatile @Nullable Throwable failure;

  /**
   * Starts to poll.
   *
   * @param store the store, which the caller closes
   * @param refresh how often the records are read
   * @param changed told of every new catalog
   */
  public CatalogPoller(AssetStore store, Duration refresh, Consumer<ReleaseCatalog> changed) {
    this(store, refresh, changed, new ScheduledThreadPoolExecutor(1, THREADS));
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.execute(this::run);
  }

  private CatalogPoller(
      AssetStore store,
      Duration refresh,
      Consumer<ReleaseCatalog> changed,
      ScheduledThreadPoolExecutor worker) {
    this.store = store;
    this.journal = new Journal(store);
    this.refresh = refresh;
    this.changed = changed;
    this.worker = worker;
  }

  /**
   * Makes a poller that never polls, as the store is known to have no records.
   *
   * @param store the store
   * @return a poller with an empty catalog that is loaded
   */
  public static CatalogPoller withoutRecords(AssetStore store) {
    ScheduledThreadPoolExecutor idle = new ScheduledThreadPoolExecutor(0, THREADS);
    idle.shutdown();
    CatalogPoller poller = new CatalogPoller(store, Duration.ZERO, catalog -> {}, idle);
    poller.loaded = true;
    poller.ready.complete(null);
    return poller;
  }

  private void run() {
    poll();
    ready.complete(null);
    long millis = (isUnfinished() ? shorter(RETRY, refresh) : refresh).toMillis();
    long jitter = ThreadLocalRandom.current().nextLong(millis / 5 + 1);
    if (!worker.isShutdown()) {
      var unused = worker.schedule(this::run, millis - millis / 10 + jitter, TimeUnit.MILLISECONDS);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void poll() {
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<ReleaseCatalog> refreshing = new FutureTask<>(() -> look(part -> keep(part, over)));
    Thread thread = THREADS.newThread(refreshing);
    thread.start();
    try {
      accept(refreshing.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
      failure = null;
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (TimeoutException e) {
      refreshing.cancel(true);
      end(thread);
      failure =
          AssetStoreException.of(Kind.UNAVAILABLE, "list", store.toString())
              .cause(e)
              .because("the records could not be read within " + LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      refreshing.cancel(true);
      Thread.currentThread().interrupt();
    } finally {
      over.set(true);
    }
  }

  /**
   * Looks at the records where there may be something new: where the journal says so, where a look
   * failed or found a fault, and now and then, as the journal is a hint. What is put while they are
   * looked at is in the journal after the place that it is at then.
   */
  private ReleaseCatalog look(Consumer<ReleaseCatalog> part) {
    int left = isDoubtful ? 0 : asks;
    isDoubtful = false;
    asks = 0;
    if (left == 0) {
      journal.seek();
    } else if (!journal.advance()) {
      asks = left - 1;
      return progress;
    }
    ReleaseCatalog next = progress.refresh(store, part);
    if (next.isCertain() && next.faults().isEmpty()) {
      asks = left > 0 ? left : REFRESHES;
    }
    return next;
  }

  /** Waits a little for a look that was cut off, which tells what it has read as it ends. */
  private static void end(Thread thread) {
    try {
      thread.join(END_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps what a look has read so far, unless it is over: another one may have begun. */
  private void keep(ReleaseCatalog part, AtomicBoolean over) {
    if (!over.get()) {
      accept(part);
    }
  }

  /** Serves from what was read; from a part of it only where there never was the whole. */
  private void accept(ReleaseCatalog next) {
    progress = next;
    if (loaded && !next.isComplete()) {
      return;
    }
    boolean isNew = next != catalog;
    catalog = next;
    loaded |= next.isCertain();
    if (isNew) {
      changed.accept(next);
    }
  }

  /** Returns whether looking again soon helps: the store was down, or a look was cut off. */
  private boolean isUnfinished() {
    Throwable cause = failure;
    return cause == null
        ? !progress.isComplete()
        : !loaded && cause instanceof AssetStoreException reason && reason.isOutage();
  }

  /**
   * Returns what is done when the records have been read for the first time, or that takes too long
   * to wait for.
   *
   * @return never fails
   */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /**
   * Returns whether {@link #ready()} is done.
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
   * Returns whether a key that the catalog does not have is in no record: false as long as the
   * records were not all read, as the store is down or these credentials may not list or read them.
   *
   * @return whether the records were read
   */
  public boolean isLoaded() {
    return loaded;
  }

  /**
   * Returns why the records could not be read the last time.
   *
   * @return a message for operators, or empty when they could
   */
  public Optional<String> failure() {
    return Optional.ofNullable(failure)
        .map(Throwable::getMessage)
        .map(
            message ->
                loaded
                    ? message
                    : message
                        + ": the records are unknown, so a file that is in none may be in one, and"
                        + " is answered with 503; where the store has none, say so with"
                        + " 'gateway.assets.records: none'");
  }

  /** Polls the records now, as something does not fit them. */
  public void pollSoon() {
    isDoubtful = true;
    if (worker.getQueue().size() < 2 && !worker.isShutdown()) {
      worker.execute(this::poll);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
