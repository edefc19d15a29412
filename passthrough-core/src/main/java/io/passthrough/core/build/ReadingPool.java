package io.passthrough.core.build;

import io.passthrough.core.DaemonThreads;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A bounded number of threads that read files. The first failure ends the rest. */
final class ReadingPool implements AutoCloseable {

  private final ExecutorService threads;

  ReadingPool(int concurrency) {
    threads = Executors.newFixedThreadPool(concurrency, DaemonThreads.named("passthrough-read"));
  }

  /** Applies a function to all, several at once; the results are in the order of the items. */
  <T, R> List<R> map(Collection<T> items, Function<T, R> function) {
    List<Future<R>> futures = new ArrayList<>(items.size());
    for (T item : items) {
      futures.add(threads.submit(() -> function.apply(item)));
    }
    List<R> results = new ArrayList<>(items.size());
    for (Future<R> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PassthroughException failure) {
        throw failure;
      }
      throw new IllegalStateException("Reading failed unexpectedly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassthroughException(
          Kind.IO, "Interrupted while the build was read", "run this again", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
