package io.passthrough.core.fallback;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a store: waits for its turn, runs on a thread that may wait, and can be given up from
 * another at any time. What comes too late is thrown away.
 */
final class StoreCall<T> {

  /** What a call does. */
  @FunctionalInterface
  interface Work<T> {
    T run(StoreCall<?> call) throws IOException;
  }

  /** What a call showed of its store. */
  enum Outcome {
    /** It answers, whatever it said. */
    ANSWERED,
    /** It is down. */
    OUTAGE,
    /** Nothing: the call was given up before. */
    GIVEN_UP
  }

  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AssetKey key;
  private final long bytes;
  private final Work<T> work;
  private final Consumer<T> discard;
  private final long submitted = System.nanoTime();
  private volatile long progress = submitted;
  private volatile boolean running;
  private volatile @Nullable AssetReader reader;
  private @Nullable Thread runner;

  /**
   * Makes a call.
   *
   * @param key what it is about
   * @param bytes how much memory its result needs
   * @param work what it does
   * @param discard what becomes of a result that comes too late
   */
  StoreCall(AssetKey key, long bytes, Work<T> work, Consumer<T> discard) {
    this.key = key;
    this.bytes = bytes;
    this.work = work;
    this.discard = discard;
  }

  /** Makes a call whose result needs nothing: neither memory, nor to be closed. */
  static <T> StoreCall<T> of(AssetKey key, Work<T> work) {
    return new StoreCall<>(key, 0, work, late -> {});
  }

  CompletableFuture<T> result() {
    return result;
  }

  AssetKey key() {
    return key;
  }

  long bytes() {
    return bytes;
  }

  long submitted() {
    return submitted;
  }

  /** Returns whether its turn has come: before that, it waits for a place, not for the store. */
  boolean isRunning() {
    return running;
  }

  /** Returns whether the store has opened something for it. */
  boolean isAnswered() {
    return reader != null;
  }

  long lastProgress() {
    return progress;
  }

  /** Notes that bytes have come. */
  void progressed() {
    progress = System.nanoTime();
  }

  /** Names the reader that must be closed when the call is given up. */
  AssetReader opened(AssetReader opened) {
    reader = opened;
    if (result.isDone()) {
      opened.close();
    }
    progressed();
    return opened;
  }

  /** Takes the thread on which it waits and runs; false when it was given up before. */
  synchronized boolean enter() {
    runner = Thread.currentThread();
    return !result.isDone();
  }

  /** Leaves the thread, so that nobody interrupts it any more. */
  synchronized void leave() {
    runner = null;
    var unused = Thread.interrupted();
  }

  /** Runs, on the thread that entered. */
  Outcome run() {
    progressed();
    running = true;
    try {
      T value = work.run(this);
      if (result.complete(value)) {
        return Outcome.ANSWERED;
      }
      discard.accept(value);
      return Outcome.GIVEN_UP;
    } catch (Throwable e) {
      return fail(e);
    }
  }

  private Outcome fail(Throwable e) {
    boolean inTime = result.completeExceptionally(e);
    if (!inTime) {
      return Outcome.GIVEN_UP;
    }
    return !isAnswered() && e instanceof AssetStoreException store && store.isOutage()
        ? Outcome.OUTAGE
        : Outcome.ANSWERED;
  }

  void giveUp(RuntimeException why) {
    if (!result.completeExceptionally(why)) {
      return;
    }
    AssetReader open = reader;
    if (open != null) {
      open.close();
    }
    synchronized (this) {
      if (runner != null) {
        runner.interrupt();
      }
    }
  }
}
