package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import org.junit.jupiter.api.Test;

/** A call that is repeated: the last answer alone does not tell what happened. */
class AzureRetriesTest {

  @Test
  void put_refusedAfterALostAnswer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(CannedServer.nothing(), CannedServer.error(409, "BlobAlreadyExists"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_refusedAtOnce_failedItsCondition() {
    try (CannedServer server = CannedServer.of(CannedServer.error(409, "BlobAlreadyExists"));
        AssetStore store = server.open()) {
      assertThat(failure(store))
          .hasMessage(
              "Cannot put: another object is already there, 'js/app.js' in azure://web/shop");
    }
  }

  @Test
  void put_refusedAfterABusyServer_failedItsCondition() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(503, "ServerBusy"),
                CannedServer.error(409, "BlobAlreadyExists"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_deniedAfterAnErrorOfTheServer_hasUnknownOutcome() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(500, "OperationTimedOut"),
                CannedServer.error(503, "ServerBusy"));
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
            CannedServer.of(CannedServer.nothing(), CannedServer.error(409, "BlobAlreadyExists"));
        AssetStore store = server.open()) {
      failure(store);

      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
    }
  }

  @Test
  void put_damagedOnItsWayThenStored_succeeds() {
    try (CannedServer server =
            CannedServer.of(CannedServer.error(400, "Md5Mismatch"), CannedServer.stored());
        AssetStore store = server.open()) {
      Puts.ifAbsent(store);

      assertThat(server.requests()).hasSize(2);
      assertThat(server.last().body()).asString().isEqualTo("let a = 1;");
    }
  }

  @Test
  void stat_busyThenObject_succeeds() {
    try (CannedServer server =
            CannedServer.of(CannedServer.error(503, "ServerBusy"), CannedServer.object("a"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void stat_askedToComeAgainAfterTheLimitOfTheCall_isThrottledAtOnce() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.with("Retry-After", "4", CannedServer.error(503, "ServerBusy")));
        AssetStore store = server.open("call_timeout", "3s")) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> store.stat(KEY));

      assertThat(thrown.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static AssetStoreException failure(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> Puts.ifAbsent(store));
  }
}
