package io.passthrough.core;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Does the same to many things, several at once. The first failure stops the others; when a call
 * returns or throws, none is at work any more.
 *
 * @param count how many work at once, at least 1
 */
public record Workers(int count) {

  private static final ThreadFactory THREADS = DaemonThreads.named("passthrough-worker");

  /**
   * Checks the count.
   *
   * @param count how many work at once
   */
  public Workers {
    if (count < 1) {
      throw new IllegalArgumentException("Illegal concurrency: " + count);
    }
  }

  /**
   * Applies work to each thing, several at once.
   *
   * @param things what it is applied to
   * @param work what is done
   * @param <T> the things
   * @throws PassthroughException when this thread is interrupted; what the work throws goes through
   */
  public <T> void forEach(Collection<T> things, Consumer<T> work) {
    if (count == 1 || things.size() == 1) {
      things.forEach(thing -> unlessInterrupted(work, thing));
    } else if (!things.isEmpty()) {
      forEachAtOnce(things, work);
    }
  }

  /** One worker, or one thing, needs no thread of its own. */
  private static <T> void unlessInterrupted(Consumer<T> work, T thing) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(new InterruptedException());
    }
    work.accept(thing);
  }

  private <T> void forEachAtOnce(Collection<T> things, Consumer<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(count, things.size()), THREADS);
    try {
      CompletionService<Void> done = new ExecutorCompletionService<>(pool);
      Consumer<T> unlessFailed = new UntilFailure<>(work);
      things.forEach(thing -> done.submit(() -> unlessFailed.accept(thing), null));
      for (int i = 0; i < things.size(); i++) {
        done.take().get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      end(pool);
    }
  }

  private static PassthroughException interrupted(InterruptedException reason) {
    return new PassthroughException(
        PassthroughException.Kind.IO,
        "Cannot go on: interrupted",
        "run it again: it goes on where it was",
        reason);
  }

  /** Does nothing more once it has failed: what waits in the queue must not begin. */
  private record UntilFailure<T>(Consumer<T> work, AtomicBoolean failed) implements Consumer<T> {

    UntilFailure(Consumer<T> work) {
      this(work, new AtomicBoolean());
    }

    @Override
    public void accept(T thing) {
      if (failed.get()) {
        return;
      }
      boolean done = false;
      try {
        work.accept(thing);
        done = true;
      } finally {
        if (!done) {
          failed.set(true);
        }
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }

  /** Waits for store calls under way, which notice the interrupt at their time limit at last. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
