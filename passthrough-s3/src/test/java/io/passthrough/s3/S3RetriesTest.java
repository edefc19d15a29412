package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import org.junit.jupiter.api.Test;

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
}
