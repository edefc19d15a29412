package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.s3.CannedServer.Answer;
import io.passthrough.s3.CannedServer.Request;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a server other than Amazon's is asked when a store is opened, and what follows from it. */
class S3ProbesTest {

  private static final Answer STORED = CannedServer.stored();
  private static final Answer DELETED = CannedServer.stored();
  private static final Answer REFUSED = CannedServer.error(412, "PreconditionFailed");
  private static final Answer DENIED = CannedServer.error(403, "AccessDenied");
  private static final Answer FOUND = CannedServer.object("1");
  private static final Answer MISSING = CannedServer.error(404, "NoSuchKey");
  private static final Answer LISTED =
      CannedServer.xml(
          "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>k</Key><Size>1</Size>"
              + "</Contents></ListBucketResult>");
  private static final Answer UNLISTED =
      CannedServer.xml("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");

  @Test
  void open_serverThatCanAll_isAskedSevenTimesAndLeftAsItWas() {
    try (CannedServer server =
            CannedServer.of(STORED, REFUSED, FOUND, LISTED, DELETED, MISSING, UNLISTED);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
      assertThat(server.requests())
          .extracting(Request::method)
          .containsExactly("PUT", "PUT", "GET", "GET", "DELETE", "GET", "GET");
      assertThat(server.lines())
          .allMatch(line -> line.matches(".*shop(/|%2F).passthrough(/|%2F)probes(/|%2F).*"));
    }
  }

  @Test
  void open_serverThatIgnoresTheCondition_doesNotDeclareIt() {
    try (CannedServer server =
            CannedServer.of(STORED, STORED, FOUND, LISTED, DELETED, MISSING, UNLISTED);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsExactly(Capability.STRONG_CONSISTENCY);
    }
  }

  @Test
  void open_serverThatDoesNotKnowTheCondition_doesNotDeclareIt() {
    Answer unknown = CannedServer.error(501, "NotImplemented");
    try (CannedServer server =
            CannedServer.of(unknown, STORED, FOUND, LISTED, DELETED, MISSING, UNLISTED);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsExactly(Capability.STRONG_CONSISTENCY);
      assertThat(server.requests().get(1).headers()).doesNotContainKey("If-none-match");
    }
  }

  @Test
  void open_requestThatIsRefusedWithoutTheConditionToo_saysWhy() {
    try (CannedServer server = CannedServer.of(CannedServer.error(400, "ExpiredToken"))) {
      assertThatThrownBy(() -> server.open(Access.WRITE))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .hasMessageContaining("(ExpiredToken)");
    }
  }

  @Test
  void open_answerToTheFirstPutLost_isNoConflict() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.nothing(),
                REFUSED,
                REFUSED,
                FOUND,
                LISTED,
                DELETED,
                MISSING,
                UNLISTED);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
    }
  }

  @Test
  void open_serverThatReadsLate_isNotConsistent() {
    assertConditionsOnly(STORED, REFUSED, MISSING, DELETED);
  }

  @Test
  void open_serverThatListsLate_isNotConsistent() {
    assertConditionsOnly(STORED, REFUSED, FOUND, UNLISTED, DELETED);
  }

  @Test
  void open_serverThatReadsWhatIsDeleted_isNotConsistent() {
    assertConditionsOnly(STORED, REFUSED, FOUND, LISTED, DELETED, FOUND);
  }

  @Test
  void open_serverThatListsWhatIsDeleted_isNotConsistent() {
    assertConditionsOnly(STORED, REFUSED, FOUND, LISTED, DELETED, MISSING, LISTED);
  }

  private static void assertConditionsOnly(Answer... answers) {
    try (CannedServer server = CannedServer.of(answers);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsExactly(Capability.CREATE_IF_ABSENT);
      assertThat(server.requests()).hasSize(answers.length);
      assertThat(server.requests()).extracting(Request::method).contains("DELETE");
    }
  }

  @Test
  void open_withTheRightToPutOnly_takesNothingAway() {
    try (CannedServer server = CannedServer.of(STORED, REFUSED, DENIED);
        AssetStore store = server.open(Access.WRITE)) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
      assertThat(server.requests())
          .extracting(Request::method)
          .containsExactly("PUT", "PUT", "GET", "GET", "DELETE");
    }
  }

  @Test
  void open_toldOfNoConditionalWrites_asksForConsistencyOnly() {
    try (CannedServer server = CannedServer.of(STORED, FOUND, LISTED, DELETED, MISSING, UNLISTED);
        AssetStore store = server.open(Access.WRITE, "conditional_writes", "none")) {
      assertThat(store.capabilities()).containsExactly(Capability.STRONG_CONSISTENCY);
      assertThat(server.requests())
          .extracting(Request::method)
          .containsExactly("PUT", "GET", "GET", "DELETE", "GET", "GET");
      assertThat(server.requests().get(0).headers()).doesNotContainKey("If-none-match");
    }
  }

  @Test
  void open_toldOfNoConsistency_asksForConditionalWritesOnly() {
    try (CannedServer server = CannedServer.of(STORED, REFUSED, DELETED);
        AssetStore store = server.open(Access.WRITE, "strong_consistency", "none")) {
      assertThat(store.capabilities()).containsExactly(Capability.CREATE_IF_ABSENT);
      assertThat(server.requests())
          .extracting(Request::method)
          .containsExactly("PUT", "PUT", "DELETE");
    }
  }

  @Test
  void open_toldOfNeither_asksNothing() {
    try (CannedServer server = CannedServer.of(STORED);
        AssetStore store =
            server.open(Access.WRITE, "conditional_writes", "none", "strong_consistency", "none")) {
      assertThat(store.capabilities()).isEqualTo(Set.of());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void open_forReading_asksNothing() {
    try (CannedServer server = CannedServer.of(STORED);
        AssetStore store = server.open(Access.READ)) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void open_probe_asksWithTheOptionsOfEveryOtherRequest() {
    try (CannedServer server =
            CannedServer.of(STORED, REFUSED, FOUND, LISTED, DELETED, MISSING, UNLISTED);
        AssetStore store =
            server.open(Access.WRITE, "expected_bucket_owner", "111122223333", "sse", "AES256")) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
      assertThat(server.requests())
          .allSatisfy(
              request -> assertThat(request.headers()).containsKey("X-amz-expected-bucket-owner"));
      assertThat(server.requests().get(0).headers()).containsKey("X-amz-server-side-encryption");
    }
  }
}
