package io.passthrough.gcs;

import static io.passthrough.gcs.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.gcs.CannedServer.Answer;
import io.passthrough.gcs.CannedServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is sent for a put, small and large. */
class GcsUploadTest {

  private static final long LARGE = GcsUpload.THRESHOLD + 1;
  private static final long TWO_PARTS = GcsConnection.PART_BYTES + 1;
  private static final AssetHeaders HEADERS =
      new AssetHeaders(
          "text/css", Optional.of("no-cache"), Optional.of("gzip"), Map.of("sha256", "ab"));

  private static final Answer STORED = CannedServer.described("");
  private static final Answer LARGE_STORED = stored(LARGE);

  @Test
  void put_small_isOneRequestWithChecksumAndHeaders() {
    try (CannedServer server = CannedServer.of(STORED);
        AssetStore store = server.open()) {
      Version version = store.put(KEY, Content.of(new byte[] {1}), HEADERS, PutCondition.IF_ABSENT);

      assertThat(version.token()).isEqualTo(Long.toString(CannedServer.GENERATION));
      Request sent = server.last();
      assertThat(server.requests()).hasSize(1);
      assertThat(sent.uri().toString())
          .startsWith("/upload/storage/v1/b/web/o?")
          .contains("uploadType=multipart", "ifGenerationMatch=0");
      assertThat(sent.headers()).doesNotContainKey("Content-Encoding");
      assertThat(sent.body())
          .asString()
          .contains(
              "\"name\":\"shop/js/app.js\"",
              "\"contentType\":\"text/css\"",
              "\"cacheControl\":\"no-cache\"",
              "\"contentEncoding\":\"gzip\"",
              "\"sha256\":\"ab\"",
              "\"crc32c\":\"");
    }
  }

  @Test
  void put_always_hasNoCondition() {
    try (CannedServer server = CannedServer.of(STORED);
        AssetStore store = server.open()) {
      Puts.always(store);

      assertThat(server.last().uri().getQuery()).doesNotContain("ifGeneration");
    }
  }

  @Test
  void put_projectAndKey_areNamedSmallAndLarge() throws IOException {
    String key = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";
    try (CannedServer server = CannedServer.of(STORED, CannedServer.begun(), LARGE_STORED);
        AssetStore store = server.open("project", "payer", "kms_key", key)) {
      Puts.always(store);
      large(store, LARGE);

      assertThat(server.requests().subList(0, 2))
          .allSatisfy(
              request ->
                  assertThat(request.uri().getQuery())
                      .contains("userProject=payer", "kmsKeyName=" + key));
    }
  }

  @Test
  void put_large_isAResumableUploadWhoseLastPartHasTheChecksum() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.begun(), LARGE_STORED);
        AssetStore store = server.open()) {
      large(store, LARGE);

      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(0).uri().getQuery())
          .contains("uploadType=resumable", "ifGenerationMatch=0");
      assertThat(server.last().method()).isEqualTo("PUT");
      assertThat(server.last().checksum()).isEqualTo(Generated.checksum(0, LARGE));
      assertThat(server.last().headers())
          .containsEntry("Content-range", List.of("bytes 0-" + (LARGE - 1) + "/" + LARGE))
          .containsKey("X-goog-hash");
    }
  }

  @Test
  void put_largerThanAPart_goesInParts() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.begun(),
                CannedServer.has(GcsConnection.PART_BYTES),
                stored(TWO_PARTS));
        AssetStore store = server.open()) {
      large(store, TWO_PARTS);

      assertThat(server.requests())
          .extracting(request -> request.headers().getFirst("Content-range"))
          .containsExactly(
              null,
              "bytes 0-" + (GcsConnection.PART_BYTES - 1) + "/*",
              "bytes " + GcsConnection.PART_BYTES + "-" + (TWO_PARTS - 1) + "/" + TWO_PARTS);
    }
  }

  @Test
  void put_aPartThatGotLost_endsTheUploadAndBeginsAnew() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.begun(),
                CannedServer.error(503, "backendError"),
                CannedServer.json(""),
                CannedServer.begun(),
                LARGE_STORED);
        AssetStore store = server.open()) {
      large(store, LARGE);

      assertThat(server.requests())
          .extracting(CannedServer.Request::method)
          .containsExactly("POST", "PUT", "DELETE", "POST", "PUT");
    }
  }

  @Test
  void put_largeWhoseContentBreaksOff_endsTheUpload() {
    Content broken = Puts.broken(LARGE * 3);
    try (CannedServer server =
            CannedServer.of(
                CannedServer.begun(), CannedServer.has(GcsConnection.PART_BYTES), STORED);
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.put(KEY, broken, HEADERS, PutCondition.ALWAYS))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("its content cannot be read (of a test)");

      assertThat(server.last().method()).isEqualTo("DELETE");
      assertThat(server.last().uri().getQuery()).contains("upload_id=u1");
    }
  }

  @Test
  void put_largeOverAnother_failsItsConditionAndEndsTheUpload() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.begun(), CannedServer.error(412, "conditionNotMet"), STORED);
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.CONDITION_FAILED);
      assertThat(server.last().method()).isEqualTo("DELETE");
    }
  }

  @Test
  void put_largeWhoseLastAnswersAreLost_hasUnknownOutcome() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.begun(), CannedServer.nothing());
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_largeStoredWithOtherBytes_isDeletedByItsGeneration() throws IOException {
    String other =
        CannedServer.description("js/app.js", CannedServer.GENERATION, LARGE)
            .replace("{", "{\"crc32c\":\"AAAAAA==\",");
    try (CannedServer server =
            CannedServer.of(CannedServer.begun(), CannedServer.json(other), CannedServer.json(""));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> large(store, LARGE)).hasMessageContaining("another CRC32C");

      Request deleted =
          server.requests().stream()
              .filter(request -> request.uri().getPath().startsWith("/storage/v1/b/web/o/"))
              .findFirst()
              .orElseThrow();
      assertThat(deleted.method()).isEqualTo("DELETE");
      assertThat(deleted.uri().getQuery())
          .contains(
              "generation=" + CannedServer.GENERATION,
              "ifGenerationMatch=" + CannedServer.GENERATION);
    }
  }

  @Test
  void put_smallWhoseContentBreaksOff_sendsNothing() {
    try (CannedServer server = CannedServer.of(STORED);
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.put(KEY, Puts.broken(100), HEADERS, PutCondition.ALWAYS))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.retryable()).isFalse());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void put_small_opensItsContentOnceAndClosesIt() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.error(503, "backendError"), STORED);
        AssetStore store = server.open()) {
      Puts.Counted content = new Puts.Counted(100);
      store.put(KEY, content, HEADERS, PutCondition.ALWAYS);

      assertThat(content.openings()).isEqualTo(1);
      assertThat(content.leftOpen()).isZero();
    }
  }

  private static Answer stored(long size) {
    return CannedServer.json(CannedServer.description("js/app.js", CannedServer.GENERATION, size));
  }

  private static AssetStoreException failure(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> large(store, LARGE));
  }

  private static void large(AssetStore store, long length) throws IOException {
    store.put(KEY, new Generated(length), HEADERS, PutCondition.IF_ABSENT);
  }
}
