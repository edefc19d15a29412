package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.StoreConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer of the service means, and how often it is asked again. */
class AzureErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "404, BlobNotFound, NOT_FOUND, false, 1",
    "404, ContainerNotFound, UNAVAILABLE, true, 1",
    "404, ResourceNotFound, UNAVAILABLE, true, 1",
    "403, AuthenticationFailed, ACCESS_DENIED, false, 1",
    "403, AuthorizationPermissionMismatch, ACCESS_DENIED, false, 1",
    "401, NoAuthenticationInformation, ACCESS_DENIED, false, 1",
    "400, InvalidAuthenticationInfo, ACCESS_DENIED, false, 1",
    "409, BlobArchived, UNAVAILABLE, false, 1",
    "409, ContainerBeingDeleted, UNAVAILABLE, true, 1",
    "416, InvalidRange, INVALID, false, 1",
    "400, InvalidHeaderValue, INVALID, false, 1",
    "501, NotImplemented, UNSUPPORTED, false, 1",
    "503, ServerBusy, THROTTLED, true, 3",
    "429, TooManyRequests, THROTTLED, true, 3",
    "500, InternalError, UNAVAILABLE, true, 3",
    "500, OperationTimedOut, UNAVAILABLE, true, 3",
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
    "409, BlobAlreadyExists, CONDITION_FAILED, 1",
    "412, ConditionNotMet, CONDITION_FAILED, 1",
    "412, LeaseIdMissing, CONDITION_FAILED, 1",
    "409, BlobImmutableDueToPolicy, CONDITION_FAILED, 1",
    "403, UnauthorizedBlobOverwrite, CONDITION_FAILED, 1",
    "409, ContainerBeingDeleted, UNAVAILABLE, 1",
    "404, ContainerNotFound, UNAVAILABLE, 1",
    "403, AuthorizationFailure, ACCESS_DENIED, 1",
    "400, Md5Mismatch, UNAVAILABLE, 3",
    "413, RequestBodyTooLarge, INVALID, 1",
    "503, ServerBusy, THROTTLED, 3",
    "500, InternalError, OUTCOME_UNKNOWN, 3",
    "500, OperationTimedOut, OUTCOME_UNKNOWN, 3",
  })
  void putIfAbsent_answer_hasKindAndRepetitions(int status, String code, Kind kind, int requests) {
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
    "412, LeaseIdMissing, UNAVAILABLE, somebody holds a lease on it",
    "409, BlobImmutableDueToPolicy, ACCESS_DENIED, an immutability policy or a legal hold",
    "403, UnauthorizedBlobOverwrite, ACCESS_DENIED, the right to overwrite is missing",
  })
  void put_ofWhatIsProtected_saysByWhat(int status, String code, Kind kind, String reason) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, code));
        AssetStore store = server.open()) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> Puts.always(store));

      assertThat(thrown.kind()).isEqualTo(kind);
      assertThat(thrown).hasMessageContaining(reason);
    }
  }

  @Test
  void stat_ofAMissingBlob_isEmpty() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "BlobNotFound"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @Test
  void stat_inAMissingContainer_isUnavailableEveryTime() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "ContainerNotFound"));
        AssetStore store = server.open()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> store.stat(KEY))
            .isInstanceOfSatisfying(
                AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
            .hasMessageContaining("there is no such container");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AuthorizationFailure, ACCESS_DENIED",
    "404, ContainerNotFound, UNAVAILABLE",
    "503, ServerBusy, THROTTLED",
  })
  void list_answer_hasKind(int status, String code, Kind kind) {
    try (CannedServer server = CannedServer.of(CannedServer.error(status, code));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
  }

  @ParameterizedTest
  @CsvSource({"403, ACCESS_DENIED", "404, UNAVAILABLE", "502, UNAVAILABLE"})
  void read_answerOfAFirewall_isNotTakenForTheServices(int status, Kind kind) {
    try (CannedServer server = CannedServer.of(CannedServer.html(status));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.read(KEY, ByteRange.ALL))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContaining("(text/html), as of a proxy or firewall in between")
          .hasMessageNotContaining("4711");
    }
  }

  @Test
  void list_answerThatIsNoListing_isAFailureOfTheServer() {
    try (CannedServer server = CannedServer.of(CannedServer.xml("<html>Sign in</html>"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.list("", Optional.empty(), 10))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void delete_answers_areToldByKey() {
    AssetKey leased = AssetKey.of("leased.js");
    Map<String, String> statuses =
        Map.of(
            "web/shop%2Fleased.js",
            "412 Precondition Failed\r\nx-ms-error-code: LeaseIdMissing",
            "web/shop%2Fgone.js",
            "404 Not Found\r\nx-ms-error-code: BlobNotFound");
    try (CannedServer server =
            CannedServer.of(
                CannedServer.batch(name -> statuses.getOrDefault(name, "202 Accepted")));
        AssetStore store = server.open()) {
      Map<AssetKey, AssetStoreException> failures =
          store.delete(List.of(KEY, leased, AssetKey.of("gone.js")));

      assertThat(failures).containsOnlyKeys(leased);
      assertThat(failures.get(leased)).hasMessageContaining("somebody holds a lease on it");
    }
  }

  @Test
  void delete_keysThatTheServerIsBusyFor_areAskedForAgain() {
    AssetKey busy = AssetKey.of("busy.js");
    String answer = "503 Service Unavailable\r\nx-ms-error-code: ServerBusy";
    try (CannedServer server =
            CannedServer.of(
                CannedServer.batch(name -> name.endsWith("busy.js") ? answer : "202 Accepted"),
                CannedServer.batch(name -> "202 Accepted"));
        AssetStore store = server.open()) {
      assertThat(store.delete(List.of(KEY, busy))).isEmpty();

      assertThat(server.requests()).hasSize(2);
      assertThat(server.last().body()).asString().contains("busy.js").doesNotContain("app.js");
    }
  }

  @Test
  void delete_inAMissingContainer_triesNothingMore() {
    String answer = "404 Not Found\r\nx-ms-error-code: ContainerNotFound";
    try (CannedServer server = CannedServer.of(CannedServer.batch(name -> answer));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.delete(List.of(KEY)))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void stat_ofAnAccountThatIsNotThere_namesItsHost() {
    Map<String, String> options =
        Map.of("container", "web", "endpoint", "https://shop.invalid", "anonymous", "true");
    try (AssetStore store =
        new AzureProvider().open(new StoreConfig(options, "shop", Access.READ))) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("there is no host 'shop.invalid': is the account's name right?");
    }
  }
}
