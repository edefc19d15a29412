package io.passthrough.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobStorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The one retry policy: exponential backoff with jitter, within the time limit of the call. The
 * SDK's own is turned off, as it does not tell how earlier attempts ended. Thread-safe.
 */
final class AzureRetries {

  static final int ATTEMPTS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How azure-core is told the limit of one request. */
  private static final String RESPONSE_LIMIT = "azure-response-timeout";

  private final Duration call;
  private final Duration answer;

  AzureRetries(AzureOptions.Limits limits) {
    this.call = limits.call();
    this.answer = limits.read();
  }

  /** Runs a call whose body is small. */
  <T> T run(Function<Context, T> attempt) {
    return run(Duration.ZERO, attempt);
  }

  /**
   * Runs a call.
   *
   * @param more the time that its body may take beyond the limits of a call without one
   * @throws CallFailure when no attempt worked
   */
  <T> T run(Duration more, Function<Context, T> attempt) {
    Deadline deadline = Deadline.after(call.plus(more));
    boolean uncertain = false;
    for (int made = 1; ; made++) {
      try {
        Duration limit = deadline.atMost(answer.plus(more));
        return attempt.apply(new Context(RESPONSE_LIMIT, limit));
      } catch (RuntimeException e) {
        uncertain |= AzureErrors.mayBeApplied(e);
        if (made == ATTEMPTS || !AzureErrors.isPassing(e) || !pause(made, e, deadline)) {
          throw new CallFailure(e, uncertain);
        }
      }
    }
  }

  /** Whether there is time for another attempt, which the server may ask to be later. */
  static boolean pause(int made, RuntimeException e, Deadline deadline) {
    long most = FIRST_PAUSE.toNanos() << (made - 1);
    long jittered = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    Duration pause = asked(e).orElse(Duration.ofNanos(jittered));
    if (pause.compareTo(LONGEST_PAUSE) > 0 || pause.compareTo(deadline.left()) >= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Duration> asked(RuntimeException e) {
    return e instanceof BlobStorageException answer
        ? Optional.ofNullable(
                answer.getResponse().getHeaders().getValue(HttpHeaderName.RETRY_AFTER))
            .filter(text -> text.matches("\\d{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  /** The end of a call's time. */
  record Deadline(long nanos) {

    private static final Duration LEAST = Duration.ofMillis(1);

    static Deadline after(Duration limit) {
      return new Deadline(System.nanoTime() + limit.toNanos());
    }

    Duration left() {
      return Duration.ofNanos(nanos - System.nanoTime());
    }

    Duration atMost(Duration limit) {
      Duration left = left();
      Duration shorter = left.compareTo(limit) < 0 ? left : limit;
      return shorter.compareTo(LEAST) < 0 ? LEAST : shorter;
    }
  }
}
