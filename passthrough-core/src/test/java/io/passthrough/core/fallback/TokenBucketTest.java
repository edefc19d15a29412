package io.passthrough.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

  private final AtomicLong now = new AtomicLong();
  private final TokenBucket tokens = new TokenBucket(now::get);

  private long taken(int times) {
    return IntStream.range(0, times).filter(i -> tokens.tryAcquire()).count();
  }

  @Test
  void guesses_inAFlood_areLimitedToABurst() {
    assertThat(taken(10_000)).isEqualTo(500);
  }

  @Test
  void guesses_afterAFlood_areFewASecond() {
    taken(10_000);

    now.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(taken(10_000)).isEqualTo(50);
  }

  @Test
  void guesses_afterALongPause_areNoMoreThanABurst() {
    now.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(taken(10_000)).isEqualTo(500);
  }

  @Test
  void keysThatAreThere_howeverMany_costNothing() {
    boolean all =
        IntStream.range(0, 10_000)
            .allMatch(
                i -> {
                  boolean took = tokens.tryAcquire();
                  tokens.refund();
                  return took;
                });

    assertThat(all).isTrue();
  }

  @Test
  void guess_whenTheBurstIsUsedUp_mayWaitForItsToken() {
    taken(10_000);

    assertThat(tokens.reserve(Duration.ofSeconds(1))).hasValue(Duration.ofMillis(20).toNanos());
    assertThat(tokens.reserve(Duration.ofSeconds(1))).hasValue(Duration.ofMillis(40).toNanos());
  }

  @Test
  void guess_thatWouldWaitTooLong_isRefused() {
    taken(10_000);
    IntStream.range(0, 50).forEach(i -> tokens.reserve(Duration.ofSeconds(1)));

    assertThat(tokens.reserve(Duration.ofSeconds(1))).isEmpty();
  }
}
