package io.passthrough.core.fallback;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.DaemonThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded executor of store calls (a bulkhead): so many at once, each with its memory, and a
 * queue that is bounded by time. A call may wait for its turn as long as a call may take in all;
 * what counts as the store's silence begins with its turn. Thread-safe.
 */
final class StoreExecutor implements AutoCloseable {

  private static final int IDLE_SECONDS = 30;

  private final StoreContext context;
  private final ThreadPoolExecutor pool;
  private final InFlightBytes memory;
  private final CallGate gate;
  private final Set<StoreCall<?>> running = ConcurrentHashMap.newKeySet();

  /**
   * Makes an executor.
   *
   * @param context the store's name, its time limits and their timer
   * @param calls how many calls run at once
   * @param memory what their results may take together
   * @param gate lets calls through, and hears what became of them
   */
  StoreExecutor(StoreContext context, int calls, InFlightBytes memory, CallGate gate) {
    this.context = context;
    this.memory = memory;
    this.gate = gate;
    this.pool =
        new ThreadPoolExecutor(
            calls,
            calls,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(FetchLimits.WAITING),
            DaemonThreads.named("passthrough-store"));
    pool.allowCoreThreadTimeOut(true);
    gate.whenClosed(this::refuse);
  }

  /** A call in the queue, then on its thread. */
  private final class Turn implements Runnable {

    private final StoreCall<?> call;

    Turn(StoreCall<?> call) {
      this.call = call;
    }

    @Override
    public void run() {
      try {
        if (call.enter()) {
          withMemory();
        }
      } catch (NoMemoryException e) {
        call.giveUp(failure(call).because("no memory is free: other clients take theirs slowly"));
      } catch (InterruptedException e) {
        call.giveUp(failure(call).because("interrupted"));
      } finally {
        call.leave();
      }
    }

    private void withMemory() throws InterruptedException {
      Runnable release = memory.acquire(call.bytes());
      running.add(call);
      try {
        if (isLetThrough(call)) {
          gate.note(call, call.run());
        }
      } finally {
        running.remove(call);
        release.run();
      }
    }
  }

  /** Runs a call, now or when its turn comes. */
  <T> CompletableFuture<T> run(StoreCall<T> call) {
    if (isLetThrough(call)) {
      Turn turn = new Turn(call);
      try {
        pool.execute(turn);
        watch(turn, context.silenceNanos());
      } catch (RejectedExecutionException e) {
        call.giveUp(failure(call).because("too many calls are waiting"));
      }
    }
    return call.result();
  }

  /** Returns whether a call of this size would run at once. */
  boolean hasRoom(long bytes) {
    return pool.getQueue().isEmpty()
        && pool.getActiveCount() < pool.getMaximumPoolSize()
        && memory.hasRoom(bytes);
  }

  private boolean isLetThrough(StoreCall<?> call) {
    gate.refusal(call.key()).ifPresent(call::giveUp);
    return !call.result().isDone();
  }

  private void watch(Turn turn, long nanos) {
    StoreCall<?> call = turn.call;
    Future<?> alarm = context.timer().schedule(() -> check(turn), nanos, TimeUnit.NANOSECONDS);
    var unused = call.result().whenComplete((value, failure) -> alarm.cancel(false));
  }

  private void check(Turn turn) {
    StoreCall<?> call = turn.call;
    long now = System.nanoTime();
    long untilOver = call.submitted() + context.totalNanos() - now;
    long silent = call.isRunning() ? now - call.lastProgress() : 0;
    long untilSilent = context.silenceNanos() - silent;
    if (Math.min(untilOver, untilSilent) > 0) {
      watch(turn, Math.min(untilOver, untilSilent));
      return;
    }
    if (untilSilent <= 0) {
      gate.note(call, StoreCall.Outcome.OUTAGE);
      call.giveUp(tooLong(call, "no answer within ", context.silenceNanos()));
    } else {
      String why = call.isRunning() ? "not done within " : "no turn within ";
      call.giveUp(tooLong(call, why, context.totalNanos()));
    }
    pool.remove(turn);
  }

  private AssetStoreException tooLong(StoreCall<?> call, String why, long nanos) {
    return failure(call).because(why + Duration.ofNanos(nanos).toMillis() + " ms");
  }

  private AssetStoreException.Builder failure(StoreCall<?> call) {
    return AssetStoreException.of(Kind.UNAVAILABLE, "read", context.store()).key(call.key());
  }

  /** Answers what waits, here or at the store, for a store that is known to be down. */
  private void refuse() {
    for (Runnable each : pool.getQueue().toArray(new Runnable[0])) {
      if (each instanceof Turn turn && !isLetThrough(turn.call)) {
        pool.remove(turn);
      }
    }
    running.stream().filter(call -> !call.isAnswered()).forEach(this::isLetThrough);
  }

  @Override
  public void close() {
    for (Runnable each : pool.shutdownNow()) {
      if (each instanceof Turn turn) {
        turn.call.giveUp(failure(turn.call).because("closed"));
      }
    }
  }
}
