package io.passthrough.gcs;

import static io.passthrough.gcs.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer of a server means, and how often it is asked again. */
class GcsErrorsTest {

  private static final String FAST = "call_timeout";
  private static final String SECONDS = "20s";

  @ParameterizedTest
  @CsvSource({
    "403, forbidden, ACCESS_DENIED, false, 1",
    "401, authError, ACCESS_DENIED, false, 1",
    "403, rateLimitExceeded, THROTTLED, true, 4",
    "400, userProjectMissing, ACCESS_DENIED, false, 1",
    "400, invalid, INVALID, false, 1",
    "409, conflict, UNAVAILABLE, true, 1",
    "501, notImplemented, UNSUPPORTED, false, 1",
    "429, rateLimitExceeded, THROTTLED, true, 4",
    "500, internalError, UNAVAILABLE, true, 4",
    "503, backendError, UNAVAILABLE, true, 4",
  })
  void read_answer_hasKindAndRepetitions(
      int status, String reason, Kind kind, boolean retryable, int requests) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, reason));
        AssetStore store = server.open(FAST, SECONDS)) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> store.read(KEY, ByteRange.ALL));

      assertThat(thrown.kind()).isEqualTo(kind);
      assertThat(thrown.retryable()).isEqualTo(retryable);
      assertThat(thrown.key()).contains(KEY);
      assertThat(thrown).hasMessageStartingWith("Cannot read: ");
      assertThat(server.requests()).hasSize(requests);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "412, conditionNotMet, CONDITION_FAILED, 1",
    "403, forbidden, ACCESS_DENIED, 1",
    "404, notFound, UNAVAILABLE, 1",
    "403, retentionPolicyNotMet, ACCESS_DENIED, 1",
    "429, rateLimitExceeded, THROTTLED, 4",
    "503, backendError, UNAVAILABLE, 4",
    "500, internalError, OUTCOME_UNKNOWN, 4",
    "504, gatewayTimeout, OUTCOME_UNKNOWN, 4",
  })
  void put_answer_hasKindAndRepetitions(int status, String reason, Kind kind, int requests) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, reason));
        AssetStore store = server.open(FAST, SECONDS)) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> Puts.ifAbsent(store));

      assertThat(thrown.kind()).isEqualTo(kind);
      assertThat(server.requests()).hasSize(requests);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, forbidden, ACCESS_DENIED",
    "404, notFound, UNAVAILABLE",
    "429, rateLimitExceeded, THROTTLED",
  })
  void list_answer_hasKind(int status, String reason, Kind kind) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, reason));
        AssetStore store = server.open("forbidden_as_missing", "true")) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
  }

  @Test
  void message_missingPermission_isNamed() {
    String said = "a@b.iam.gserviceaccount.com does not have storage.objects.get access";
    try (CannedServer server = CannedServer.of(CannedServer.error(403, "forbidden", said));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.stat(KEY))
          .hasMessage(
              "Cannot stat: the server answered 403 (forbidden), the permission"
                  + " storage.objects.get is missing, 'js/app.js' in gs://web/shop");
    }
  }

  @Test
  void message_requesterPays_namesTheOption() {
    String said = "Bucket is requester pays bucket but no user project provided.";
    try (CannedServer server = CannedServer.of(CannedServer.error(400, "required", said));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .hasMessageContaining("requester pays: set the option 'project'")
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }
  }

  @Test
  void message_pageOfAFirewall_isNotQuoted() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.text(
                    403, "text/html", "<!DOCTYPE html><html><body>Blocked</body></html>"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.stat(KEY))
          .hasMessage(
              "Cannot stat: the server answered 403, with a page as of a proxy or a firewall,"
                  + " 'js/app.js' in gs://web/shop");
    }
  }

  @Test
  void bucket_missing_isNeverAbsent() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "notFound"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.stat(KEY))
          .hasMessage(
              "Cannot stat: the server answered 404, there is no such bucket,"
                  + " 'js/app.js' in gs://web/shop");
      assertThatThrownBy(() -> store.read(KEY, ByteRange.ALL))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void stat_secondMiss_isOneRequest() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(404, "notFound"),
                CannedServer.json("{}"),
                CannedServer.error(404, "notFound"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isEmpty();
      assertThat(store.stat(KEY)).isEmpty();

      assertThat(server.requests())
          .extracting(request -> request.uri().getPath())
          .containsExactly(
              "/storage/v1/b/web/o/shop/js/app.js",
              "/storage/v1/b/web/o",
              "/storage/v1/b/web/o/shop/js/app.js");
    }
  }

  @Test
  void stat_whereListingIsForbidden_isAbsent() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.error(404, "notFound"), CannedServer.error(403, "forbidden"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"401, authError", "403, forbidden"})
  void forbidden_asMissing_isAbsentForReadsOnly(int status, String reason) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, reason));
        AssetStore store = server.open("forbidden_as_missing", "true")) {
      assertThat(store.stat(KEY)).isEmpty();
      assertThatThrownBy(() -> store.read(KEY, ByteRange.ALL))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
      assertThatThrownBy(() -> Puts.always(store))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }
  }

  @Test
  void put_refusedConnection_isUnavailable() {
    try (CannedServer server = CannedServer.of(CannedServer.described(""));
        AssetStore store = server.open()) {
      server.refuse();

      assertThatThrownBy(() -> Puts.ifAbsent(store))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void name_thatTheServiceKeeps_isRefusedUnsentAndAbsent() {
    AssetKey kept = AssetKey.of(".well-known/acme-challenge/token");
    try (CannedServer server = CannedServer.of(CannedServer.described(""));
        AssetStore store = server.openWithoutPrefix()) {
      assertThatThrownBy(() -> Puts.always(store, kept))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
      assertThat(store.stat(kept)).isEmpty();
      assertThat(store.delete(List.of(kept))).isEqualTo(Map.of());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void list_nameThatWasNotAskedFor_goesNoFurther() {
    String page =
        "{\"items\":[" + CannedServer.description("other.js", 1, 1).replace("shop/", "") + "]}";
    try (CannedServer server = CannedServer.of(CannedServer.json(page));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .hasMessageContaining("listed what it was not asked for")
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }
}
