package io.passthrough.tck;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A task with a deadline, in a daemon thread of its own. */
final class TimeLimit {

  private static final int SHOWN_FRAMES = 12;

  private TimeLimit() {}

  /** Returns what a task threw, or null; a task that does not end breaks the rule. */
  static @Nullable Throwable failure(String name, Duration limit, Callable<?> task) {
    FutureTask<?> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "tck-" + name);
    thread.setDaemon(true);
    thread.start();
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      String where = standing(thread);
      thread.interrupt();
      return new TckFailure(name, "an end within " + limit.toSeconds() + " s", where, e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private static String standing(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .limit(SHOWN_FRAMES)
        .map(frame -> System.lineSeparator() + "      at " + frame)
        .collect(Collectors.joining("", "still running", ""));
  }
}
