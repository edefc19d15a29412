package io.passthrough.gcs;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The one retry policy: exponential backoff with jitter, or the pause that the server asks for,
 * which the limit of a call bounds. The SDK itself makes one attempt, as it does not show what
 * became of earlier ones. Thread-safe.
 */
final class GcsCalls implements AutoCloseable {

  static final int MAX_ATTEMPTS = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final ScheduledThreadPoolExecutor timers = timers();

  /** One attempt. */
  interface Attempt<T> {
    T run(GcsCall call) throws IOException;
  }

  private static ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "passthrough-gcs-limits");
              thread.setDaemon(true);
              return thread;
            });
    timers.setRemoveOnCancelPolicy(true);
    // Something that is always sooner than a call's limit: else each call would wake the thread.
    var unused = timers.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
    return timers;
  }

  /**
   * Runs attempts until one succeeds, fails for good, or there is no more time.
   *
   * @throws GcsFailure the last attempt's
   */
  <T> T run(Duration limit, Attempt<T> attempt) {
    try (GcsCall call = begin(limit)) {
      for (int number = 1; ; number++) {
        try {
          requireNoInterrupt();
          return attempt.run(call);
        } catch (UnreadableContentException e) {
          throw e;
        } catch (IOException | RuntimeException e) {
          StorageException failure = call.isExpired() ? overtime(call, e) : GcsErrors.unified(e);
          Duration pause = call.atLeastAsked(pause(number));
          boolean last = number == MAX_ATTEMPTS || !call.hasTimeFor(pause) || timers.isShutdown();
          if (last || !GcsErrors.mayPass(failure) || !slept(pause)) {
            boolean uncertain = call.isAnswerLost() || GcsErrors.mayBeApplied(failure);
            throw new GcsFailure(failure, uncertain);
          }
        }
      }
    }
  }

  private GcsCall begin(Duration limit) {
    try {
      return GcsCall.begin(timers, limit);
    } catch (RejectedExecutionException e) {
      throw new GcsFailure(new StorageException(0, "the store is closed", e), false);
    }
  }

  private static StorageException overtime(GcsCall call, Exception e) {
    SocketTimeoutException why = new SocketTimeoutException(call.overtime());
    why.addSuppressed(e);
    return GcsErrors.unified(why);
  }

  private static void requireNoInterrupt() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedCallException();
    }
  }

  private static Duration pause(int number) {
    long millis = FIRST_PAUSE.toMillis() << (number - 1);
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
  }

  /** Returns whether the pause is over and nobody interrupted it. */
  private static boolean slept(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    timers.shutdownNow();
  }
}
