package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
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
class S3ErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, NOT_FOUND, false, 1",
    "404, NoSuchBucket, UNAVAILABLE, true, 1",
    "403, AccessDenied, ACCESS_DENIED, false, 1",
    "403, SignatureDoesNotMatch, ACCESS_DENIED, false, 1",
    "400, ExpiredToken, ACCESS_DENIED, false, 1",
    "403, InvalidObjectState, UNAVAILABLE, false, 1",
    "416, InvalidRange, INVALID, false, 1",
    "301, PermanentRedirect, UNAVAILABLE, true, 1",
    "400, AuthorizationHeaderMalformed, INVALID, false, 1",
    "501, NotImplemented, UNSUPPORTED, false, 1",
    "503, SlowDown, THROTTLED, true, 3",
    "429, TooManyRequests, THROTTLED, true, 3",
    "500, InternalError, UNAVAILABLE, true, 3",
    "400, RequestTimeout, UNAVAILABLE, true, 3",
  })
  void read_answer_hasKindAndRepetitions(
      int status, String code, Kind kind, boolean retryable, int requests) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, code));
        AssetStore store = server.open()) {
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
    "412, PreconditionFailed, CONDITION_FAILED, 1",
    "409, ConditionalRequestConflict, UNAVAILABLE, 3",
    "501, NotImplemented, UNSUPPORTED, 1",
    "403, AccessDenied, ACCESS_DENIED, 1",
    "404, NoSuchBucket, UNAVAILABLE, 1",
    "503, SlowDown, THROTTLED, 3",
    "500, InternalError, OUTCOME_UNKNOWN, 3",
    "504, GatewayTimeout, OUTCOME_UNKNOWN, 3",
  })
  void put_answer_hasKindAndRepetitions(int status, String code, Kind kind, int requests) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, code));
        AssetStore store = server.open()) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> Puts.ifAbsent(store));

      assertThat(thrown.kind()).isEqualTo(kind);
      assertThat(server.requests()).hasSize(requests);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, ACCESS_DENIED",
    "404, NoSuchBucket, UNAVAILABLE",
    "503, SlowDown, THROTTLED",
  })
  void list_answer_hasKind(int status, String code, Kind kind) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, code));
        AssetStore store = server.open("forbidden_as_missing", "true")) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
  }

  @Test
  void stat_headWithoutBody_asksWhetherTheBucketIsThere() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "NoSuchBucket"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.stat(KEY))
          .hasMessage(
              "Cannot stat: the server answered 404 (NoSuchBucket), there is no such bucket,"
                  + " 'js/app.js' in s3://web/shop");
    }
  }

  @Test
  void stat_secondMiss_isOneRequest() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "NoSuchKey"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isEmpty();
      assertThat(store.stat(KEY)).isEmpty();

      assertThat(server.lines())
          .containsExactly(
              "HEAD /web/shop/js/app.js", "GET /web/shop/js/app.js", "HEAD /web/shop/js/app.js");
    }
  }

  @Test
  void forbidden_asMissing_isAbsentForReadsOnly() {
    try (CannedServer server = CannedServer.of(CannedServer.error(403, "AccessDenied"));
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
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      server.refuse();

      assertThatThrownBy(() -> Puts.ifAbsent(store))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void delete_failureOfOneKey_isOfThatKey() {
    String answer =
        "<DeleteResult><Error><Key>shop/js/app.js</Key><Code>AccessDenied</Code></Error>"
            + "</DeleteResult>";
    try (CannedServer server = CannedServer.of(CannedServer.xml(answer));
        AssetStore store = server.open()) {
      Map<AssetKey, AssetStoreException> failures = store.delete(List.of(KEY, AssetKey.of("b.js")));

      assertThat(failures).containsOnlyKeys(KEY);
      assertThat(failures.get(KEY).kind()).isEqualTo(Kind.ACCESS_DENIED);
    }
  }
}
