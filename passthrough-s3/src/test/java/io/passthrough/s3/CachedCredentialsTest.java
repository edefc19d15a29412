package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** A source of credentials that is slow, silent or broken. */
class CachedCredentialsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void credentials_forSomeSeconds_areNotAskedForAgain() {
    try (CachedCredentials kept = kept(this::numbered, LONG)) {
      assertThat(kept.resolveCredentials().accessKeyId()).isEqualTo("key-1");
      nanos.addAndGet(Duration.ofSeconds(9).toNanos());
      assertThat(kept.resolveCredentials().accessKeyId()).isEqualTo("key-1");
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(kept.resolveCredentials().accessKeyId()).isEqualTo("key-2");
    }
  }

  @Test
  void source_thatNeverAnswers_isGivenUpAndAskedOnceOnly() {
    CountDownLatch never = new CountDownLatch(1);
    try (CachedCredentials kept = kept(() -> waitFor(never), Duration.ofMillis(20))) {
      assertThatThrownBy(kept::resolveCredentials)
          .isInstanceOfSatisfying(NoCredentials.class, e -> assertThat(e.isUnreachable()).isTrue())
          .hasMessage("the source of credentials 'mine' gives none (no answer within 20 ms)");
      assertThatThrownBy(kept::resolveCredentials).isInstanceOf(NoCredentials.class);

      assertThat(asked).hasValue(1);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void source_thatFails_isAskedAgain() {
    try (CachedCredentials kept = kept(this::brokenAtFirst, LONG)) {
      assertThatThrownBy(kept::resolveCredentials)
          .isInstanceOfSatisfying(NoCredentials.class, e -> assertThat(e.isUnreachable()).isFalse())
          .hasMessage("the source of credentials 'mine' gives none (no such file)");

      assertThat(kept.resolveCredentials().accessKeyId()).isEqualTo("key-2");
    }
  }

  @Test
  void source_thatPrintsItself_isCutShort() {
    IllegalStateException printed =
        new IllegalStateException("None in the chain Chain(sources=[A(), B()]) : [A(): no, B()]");

    assertThat(new NoCredentials("default", printed))
        .hasMessage("the source of credentials 'default' gives none (None in the chain)");
  }

  @Test
  void service_thatRefuses_isHeardItself() {
    SdkServiceException refusal = SdkServiceException.builder().statusCode(403).build();
    AwsCredentialsProvider refused =
        () -> {
          throw refusal;
        };
    try (CachedCredentials kept = kept(refused, LONG)) {
      assertThatThrownBy(kept::resolveCredentials).isSameAs(refusal);
    }
  }

  @Test
  void interrupt_ofTheCaller_endsTheWaitAndStaysSet() {
    CountDownLatch never = new CountDownLatch(1);
    try (CachedCredentials kept = kept(() -> waitFor(never), LONG)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(kept::resolveCredentials).isInstanceOf(NoCredentials.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private CachedCredentials kept(AwsCredentialsProvider source, Duration limit) {
    return new CachedCredentials("mine", source, limit, nanos::get);
  }

  private AwsCredentials numbered() {
    return AwsBasicCredentials.create("key-" + asked.incrementAndGet(), "secret");
  }

  private AwsCredentials brokenAtFirst() {
    AwsCredentials credentials = numbered();
    if (asked.get() == 1) {
      throw new IllegalStateException("no such file");
    }
    return credentials;
  }

  private AwsCredentials waitFor(CountDownLatch never) {
    AwsCredentials credentials = numbered();
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return credentials;
  }
}
