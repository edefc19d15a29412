package io.passthrough.core.fallback;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bounded executor of store calls (a bulkhead): so many at once, so many in its queue, each with
 * a time limit that counts from when it was submitted. Thread-safe.
 */
final class StoreExecutor implements AutoCloseable {

  private static final int IDLE_SECONDS = 30;

  private final String store;
  private final ThreadPoolExecutor pool;
  private final ScheduledExecutorService timer;
  private final long silenceNanos;
  private final long totalNanos;

  StoreExecutor(String store, int calls, FetchLimits limits, ScheduledExecutorService timer) {
    this.store = store;
    this.timer = timer;
    this.silenceNanos = limits.silence().toNanos();
    this.totalNanos = limits.total().toNanos();
    this.pool =
        new ThreadPoolExecutor(
            calls,
            calls,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(FetchLimits.WAITING),
            DaemonThreads.named("passthrough-store"));
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a call.
   *
   * @param key the key it is about
   * @param work what it does
   * @param discard what becomes of a result that comes too late
   * @return what comes of it
   */
  <T> CompletableFuture<T> run(AssetKey key, StoreCall.Work<T> work, Consumer<T> discard) {
    StoreCall<T> call = new StoreCall<>(work, discard);
    try {
      Future<?> task = pool.submit(call);
      watch(key, call, task, silenceNanos);
    } catch (RejectedExecutionException e) {
      call.giveUp(failure(key).because("too many calls are waiting"));
    }
    return call.result();
  }

  private void watch(AssetKey key, StoreCall<?> call, Future<?> task, long nanos) {
    Future<?> alarm = timer.schedule(() -> check(key, call, task), nanos, TimeUnit.NANOSECONDS);
    var unused = call.result().whenComplete((value, failure) -> alarm.cancel(false));
  }

  private void check(AssetKey key, StoreCall<?> call, Future<?> task) {
    long now = System.nanoTime();
    long untilSilent = call.lastProgress() + silenceNanos - now;
    long untilOver = call.started() + totalNanos - now;
    long left = Math.min(untilSilent, untilOver);
    if (left > 0) {
      watch(key, call, task, left);
      return;
    }
    long limit = untilSilent <= 0 ? silenceNanos : totalNanos;
    task.cancel(true);
    if (task instanceof Runnable waiting) {
      pool.remove(waiting);
    }
    call.giveUp(
        failure(key).because("no answer within " + Duration.ofNanos(limit).toMillis() + " ms"));
  }

  private AssetStoreException.Builder failure(AssetKey key) {
    return AssetStoreException.of(Kind.UNAVAILABLE, "read", store).key(key);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
