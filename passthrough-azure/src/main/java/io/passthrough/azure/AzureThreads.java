package io.passthrough.azure;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The threads of one store, in a thread group of their own: those that HTTP clients work on, and
 * one that watches time limits. The JDK's client has no {@code close()} before Java 21, and its
 * selector's thread ends when it is interrupted, so clients are made within the group.
 */
final class AzureThreads implements AutoCloseable {

  private static final String NAME = "passthrough-azure";
  private static final String SELECTOR = "-SelectorManager";
  private static final long IDLE_SECONDS = 10;

  private final ThreadGroup group = new ThreadGroup(NAME);
  private final AtomicInteger count = new AtomicInteger();
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          this::thread);
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, this::thread);

  AzureThreads() {
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(group, task, NAME + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Runs what starts threads of its own, so that they belong to the group. */
  <T> T within(Callable<T> making) {
    FutureTask<T> task = new FutureTask<>(making);
    Thread thread = thread(task);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot make an HTTP client", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  ThreadPoolExecutor workers() {
    return workers;
  }

  ScheduledThreadPoolExecutor watch() {
    return watch;
  }

  @Override
  public void close() {
    workers.shutdown();
    watch.shutdownNow();
    clients().forEach(Thread::interrupt);
  }

  /** Not all of the group: the SDK's own pool, which all stores share, may have begun here. */
  private Stream<Thread> clients() {
    Thread[] threads = new Thread[group.activeCount() + 1];
    int found = group.enumerate(threads);
    return Arrays.stream(threads, 0, found).filter(each -> each.getName().endsWith(SELECTOR));
  }
}
