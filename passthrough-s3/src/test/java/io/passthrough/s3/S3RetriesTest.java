package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** A call that the SDK repeats: the last answer alone does not tell what happened. */
class S3RetriesTest {

  @Test
  void put_refusedAfterALostAnswer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(CannedServer.nothing(), CannedServer.error(412, "PreconditionFailed"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_refusedAtOnce_failedItsCondition() {
    try (CannedServer server = CannedServer.of(CannedServer.error(412, "PreconditionFailed"));
        AssetStore store = server.open()) {
      assertThat(failure(store))
          .hasMessage("Cannot put: another object is already there, 'js/app.js' in s3://web/shop");
    }
  }

  @Test
  void put_refusedAfterAConflict_failedItsCondition() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(409, "ConditionalRequestConflict"),
                CannedServer.error(412, "PreconditionFailed"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_deniedAfterAnErrorOfTheServer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(500, "InternalError"), CannedServer.error(503, "SlowDown"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_everyAnswerLost_hasUnknownOutcome() {
    try (CannedServer server = CannedServer.of(CannedServer.nothing());
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void put_afterAnUnknownOutcome_isJudgedByItself() {
    try (CannedServer server =
            CannedServer.of(CannedServer.nothing(), CannedServer.error(412, "PreconditionFailed"));
        AssetStore store = server.open()) {
      failure(store);

      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_conflictThenStored_succeeds() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(409, "ConditionalRequestConflict"), CannedServer.stored());
        AssetStore store = server.open()) {
      Puts.ifAbsent(store);

      assertThat(server.requests()).hasSize(2);
      assertThat(server.last().body()).asString().isEqualTo("let a = 1;");
    }
  }

  @Test
  void stat_slowDownThenObject_succeeds() {
    try (CannedServer server =
            CannedServer.of(CannedServer.error(503, "SlowDown"), CannedServer.object("a"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  private static AssetStoreException failure(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> Puts.ifAbsent(store));
  }

  @Test
  void delete_byAProcessThatHasSlept_isNotSentAgain() {
    S3Retries retries = new S3Retries();
    AtomicLong nanos = new AtomicLong();
    retries.until(
        Optional.of(new Deadline(Duration.ofMinutes(5), InstantSource.system(), nanos::get)));
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create("delete")).token();
    RefreshRetryTokenRequest lost =
        RefreshRetryTokenRequest.builder()
            .token(token)
            .failure(SdkClientException.create("no answer", new IOException("reset")))
            .build();

    RetryToken second = retries.refreshRetryToken(lost).token();
    nanos.set(Duration.ofHours(1).toNanos());

    assertThatExceptionOfType(TokenAcquisitionFailedException.class)
        .isThrownBy(() -> retries.refreshRetryToken(lost.toBuilder().token(second).build()));
    assertThat(retries.takeUncertain()).isTrue();
  }
}
