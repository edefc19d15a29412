package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.azure.CannedServer.Answer;
import io.passthrough.azure.CannedServer.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large bodies: in one request, and above the service's limit in blocks. */
class AzureUploadTest {

  private static final long BLOCK = 8L << 20;
  private static final long LARGE = 2 * BLOCK + 1;
  private static final Pattern ID = Pattern.compile("blockid=([^&]+)");
  private static final Answer DISCARDED = CannedServer.error(400, "InvalidBlockList");

  @TempDir Path folder;

  @Test
  void put_upToTheServicesLimit_isOneRequest() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      put(store, new Generated(LARGE));

      assertThat(server.lines()).containsExactly("PUT /account/web/shop%2Fjs%2Fapp.js");
      assertThat(server.last().checksum()).isEqualTo(Generated.checksum(0, LARGE));
      assertThat(server.last().headers()).containsEntry("If-none-match", List.of("*"));
    }
  }

  @Test
  void put_aboveTheLimit_goesInBlocksAndIsConditionalAtTheirEnd() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      put(store, new Generated(LARGE));

      List<Request> blocks = server.requests().subList(0, 3);
      assertThat(blocks)
          .extracting(Request::checksum)
          .containsExactly(
              Generated.checksum(0, BLOCK),
              Generated.checksum(BLOCK, 2 * BLOCK),
              Generated.checksum(2 * BLOCK, LARGE));
      assertThat(blocks)
          .allSatisfy(block -> assertThat(block.headers()).containsKey("Content-md5"))
          .noneMatch(block -> block.headers().containsKey("If-none-match"));
      assertThat(server.requests()).hasSize(4);
      assertThat(server.last().uri().getQuery()).isEqualTo("comp=blocklist");
      assertThat(server.last().headers())
          .containsEntry("If-none-match", List.of("*"))
          .containsKey("X-ms-blob-content-md5")
          .containsEntry("X-ms-blob-content-type", List.of("text/plain"));
      assertThat(server.last().body()).asString().contains(ids(blocks));
    }
  }

  @Test
  void blocks_ofTwoWriters_haveNoIdInCommon() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      put(store, new Generated(LARGE));
      put(store, new Generated(LARGE));

      List<String> first = ids(server.requests().subList(0, 3));
      assertThat(ids(server.requests().subList(4, 7))).doesNotContainAnyElementsOf(first);
      assertThat(first).extracting(String::length).containsOnly(28);
    }
  }

  @Test
  void put_whoseBlocksAnotherWriterDiscarded_isSentAgain() throws IOException {
    Answer stored = CannedServer.stored();
    try (CannedServer server =
            CannedServer.of(stored, stored, stored, DISCARDED, stored, stored, stored, stored);
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      put(store, new Generated(LARGE));

      assertThat(server.requests()).hasSize(8);
    }
  }

  @Test
  void put_whoseBlocksAreAlwaysDiscarded_isUnavailable() {
    try (CannedServer server =
            CannedServer.of(
                exchange -> {
                  boolean commit = exchange.getRequestURI().getQuery().equals("comp=blocklist");
                  (commit ? DISCARDED : CannedServer.stored()).to(exchange);
                });
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      assertThat(failure(store, new Generated(LARGE)).kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.requests()).hasSize(12);
    }
  }

  @Test
  void put_aBlockThatTheServerFailsAt_wasNotApplied() {
    try (CannedServer server =
            CannedServer.of(CannedServer.stored(), CannedServer.error(500, "InternalError"));
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      assertThat(failure(store, new Generated(LARGE)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void put_answerToTheCommitLost_hasUnknownOutcome() {
    Answer stored = CannedServer.stored();
    try (CannedServer server =
            CannedServer.of(
                stored,
                stored,
                stored,
                CannedServer.nothing(),
                CannedServer.error(409, "BlobAlreadyExists"));
        AssetStore store = server.openWithSinglePut(BLOCK)) {
      assertThat(failure(store, new Generated(LARGE)).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_storedWithAnotherMd5_isTakenAwayAndUnavailable() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.with("Content-MD5", "UuJ6D+2/DhiTXuIPT6/sTg==", CannedServer.stored()),
                exchange -> exchange.sendResponseHeaders(202, -1));
        AssetStore store = server.open()) {
      AssetStoreException thrown = failure(store, new Generated(LARGE));

      assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(thrown).hasMessageContaining("other checksums than what was sent, it was deleted");
      assertThat(server.last().method()).isEqualTo("DELETE");
      assertThat(server.last().headers()).containsEntry("If-match", List.of("0x8DE1B2C3D4E5F60"));
    }
  }

  @Test
  void put_storedWithAnotherCrc64_isUnavailable() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.with("x-ms-content-crc64", "AAAAAAAAAAA=", CannedServer.stored()));
        AssetStore store = server.open()) {
      assertThat(failure(store, new Generated(LARGE)))
          .hasMessageContaining("other checksums than what was sent, it is still there");
    }
  }

  @Test
  void put_contentThatCannotBeOpened_isUnavailable() throws IOException {
    Content gone = Content.of(Files.writeString(folder.resolve("gone.txt"), "gone"));
    Files.delete(folder.resolve("gone.txt"));
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> put(store, gone))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("its content cannot be read");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void put_largeContentThatBreaksOff_isUnavailableAndNotRepeated() {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      AssetStoreException thrown = failure(store, breaking());

      assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(thrown.retryable()).isFalse();
      assertThat(thrown).hasMessageContaining("(the disk is broken)");
    }
  }

  private static Content breaking() {
    return new Content() {
      @Override
      public long length() {
        return LARGE;
      }

      @Override
      public InputStream open(long offset) {
        return new InputStream() {
          private long place;

          @Override
          public int read() throws IOException {
            if (place++ > BLOCK) {
              throw new IOException("the disk is broken");
            }
            return 'x';
          }
        };
      }
    };
  }

  private static List<String> ids(List<Request> blocks) {
    return blocks.stream()
        .map(block -> ID.matcher(block.uri().getRawQuery()))
        .filter(Matcher::find)
        .map(id -> URLDecoder.decode(id.group(1), StandardCharsets.UTF_8))
        .peek(id -> assertThat(Base64.getDecoder().decode(id)).hasSize(20))
        .toList();
  }

  private static AssetStoreException failure(AssetStore store, Content content) {
    return catchThrowableOfType(AssetStoreException.class, () -> put(store, content));
  }

  private static void put(AssetStore store, Content content) {
    store.put(KEY, content, AssetHeaders.of("text/plain"), PutCondition.IF_ABSENT);
  }
}
