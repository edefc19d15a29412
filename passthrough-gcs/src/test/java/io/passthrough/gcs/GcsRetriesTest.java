package io.passthrough.gcs;

import static io.passthrough.gcs.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import org.junit.jupiter.api.Test;

/** A call that is repeated: the last answer alone does not tell what happened. */
class GcsRetriesTest {

  @Test
  void put_refusedAfterALostAnswer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(CannedServer.nothing(), CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_refusedAtOnce_failedItsCondition() {
    try (CannedServer server = CannedServer.of(CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open()) {
      assertThat(failure(store))
          .hasMessage("Cannot put: another object is already there, 'js/app.js' in gs://web/shop");
    }
  }

  @Test
  void put_refusedAfterARequestForFewer_failedItsCondition() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(429, "rateLimitExceeded"),
                CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_refusedAfterAnErrorOfTheServer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(500, "internalError"), CannedServer.error(403, "forbidden"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_everyAnswerLost_hasUnknownOutcome() {
    try (CannedServer server = CannedServer.of(CannedServer.nothing());
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
      assertThat(server.requests()).hasSize(GcsCalls.MAX_ATTEMPTS);
    }
  }

  @Test
  void put_answerThatBreaksOff_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.cutOff("{\"kind\":", 400),
                CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_afterAnUnknownOutcome_isJudgedByItself() {
    try (CannedServer server =
            CannedServer.of(CannedServer.nothing(), CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open()) {
      failure(store);

      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_repeated_sendsTheSameBytesUnderTheSameCondition() {
    try (CannedServer server =
            CannedServer.of(CannedServer.error(503, "backendError"), CannedServer.described("x"));
        AssetStore store = server.open()) {
      Puts.ifAbsent(store);

      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(
              request -> {
                assertThat(request.uri().getQuery()).contains("ifGenerationMatch=0");
                assertThat(request.body()).asString().contains("let a = 1;");
              });
    }
  }

  @Test
  void stat_unavailableThenObject_succeeds() {
    try (CannedServer server =
            CannedServer.of(CannedServer.error(503, "backendError"), CannedServer.described("a"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void stat_limitOfTheCall_boundsTheRepetitions() {
    try (CannedServer server = CannedServer.of(CannedServer.error(503, "backendError"));
        AssetStore store = server.open("call_timeout", "500ms")) {
      assertThat(catchThrowableOfType(AssetStoreException.class, () -> store.stat(KEY)).kind())
          .isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.requests()).hasSizeLessThan(GcsCalls.MAX_ATTEMPTS);
    }
  }

  @Test
  void stat_askedToComeAgainAfterTheLimitOfTheCall_isUnavailableAtOnce() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.with("Retry-After", "4", CannedServer.error(503, "backendError")));
        AssetStore store = server.open("call_timeout", "3s")) {
      assertThat(catchThrowableOfType(AssetStoreException.class, () -> store.stat(KEY)).kind())
          .isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static AssetStoreException failure(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> Puts.ifAbsent(store));
  }
}
