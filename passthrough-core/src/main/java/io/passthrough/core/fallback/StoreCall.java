package io.passthrough.core.fallback;

import io.passthrough.api.AssetReader;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a store: runs on a thread that may wait, and can be given up from another. What comes
 * too late is thrown away.
 */
final class StoreCall<T> implements Runnable {

  /** What a call does. */
  @FunctionalInterface
  interface Work<T> {
    T run(StoreCall<?> call) throws IOException;
  }

  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Work<T> work;
  private final Consumer<T> discard;
  private final long started = System.nanoTime();
  private volatile long progress = started;
  private volatile @Nullable AssetReader reader;

  StoreCall(Work<T> work, Consumer<T> discard) {
    this.work = work;
    this.discard = discard;
  }

  CompletableFuture<T> result() {
    return result;
  }

  long started() {
    return started;
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

  @Override
  public void run() {
    try {
      T value = work.run(this);
      if (!result.complete(value)) {
        discard.accept(value);
      }
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  void giveUp(RuntimeException why) {
    if (result.completeExceptionally(why)) {
      AssetReader open = reader;
      if (open != null) {
        open.close();
      }
    }
  }
}
