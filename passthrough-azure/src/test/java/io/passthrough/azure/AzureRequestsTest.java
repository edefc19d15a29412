package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.PutCondition;
import io.passthrough.azure.CannedServer.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
class AzureRequestsTest {

  private static final String EMPTY_LIST = "<EnumerationResults><Blobs/></EnumerationResults>";

  @Test
  void putIfAbsent_isOneConditionalRequestWithItsMd5() {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      Puts.ifAbsent(store);

      Request put = server.last();
      assertThat(server.requests()).hasSize(1);
      assertThat(put.line()).isEqualTo("PUT /account/web/shop%2Fjs%2Fapp.js");
      assertThat(put.headers())
          .containsEntry("If-none-match", List.of("*"))
          .containsEntry("X-ms-blob-type", List.of("BlockBlob"))
          .containsEntry("X-ms-version", List.of("2026-06-06"))
          .containsEntry("Content-length", List.of("10"))
          .containsEntry("Content-md5", List.of("UuJ6D+2/DhiTXuIPT6/sTg=="))
          .containsEntry("X-ms-blob-content-type", List.of("text/javascript"));
      assertThat(put.body()).asString().isEqualTo("let a = 1;");
    }
  }

  @Test
  void put_headers_areSentAsTheyAre() {
    AssetHeaders headers =
        new AssetHeaders(
            "text/css", Optional.of("no-cache"), Optional.of("br"), Map.of("sha256", "a  b"));
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      store.put(KEY, Content.of(new byte[] {1}), headers, PutCondition.ALWAYS);

      assertThat(server.last().headers())
          .containsEntry("X-ms-blob-cache-control", List.of("no-cache"))
          .containsEntry("X-ms-blob-content-encoding", List.of("br"))
          .containsEntry("X-ms-meta-sha256", List.of("a  b"))
          .doesNotContainKey("If-none-match");
    }
  }

  @Test
  void read_ofARange_asksForItsMd5AndNothingElse() {
    try (CannedServer server = CannedServer.of(CannedServer.object("abc"));
        AssetStore store = server.open()) {
      store.read(KEY, ByteRange.of(1, 2)).close();

      assertThat(server.lines()).containsExactly("GET /account/web/shop%2Fjs%2Fapp.js");
      assertThat(server.last().headers())
          .containsEntry("X-ms-range", List.of("bytes=1-2"))
          .containsEntry("X-ms-range-get-content-md5", List.of("true"));
    }
  }

  @Test
  void read_ofARangeTooLongForAnMd5_doesNotAskForOne() {
    try (CannedServer server = CannedServer.of(CannedServer.object("abc"));
        AssetStore store = server.open()) {
      store.read(KEY, ByteRange.from(1)).close();

      assertThat(server.last().headers())
          .containsEntry("X-ms-range", List.of("bytes=1-"))
          .doesNotContainKey("X-ms-range-get-content-md5");
    }
  }

  @Test
  void list_afterACursor_startsAtItsNameAndAsksForOneMore() {
    try (CannedServer server = CannedServer.of(CannedServer.xml(EMPTY_LIST));
        AssetStore store = server.open()) {
      store.list("js/", Optional.of(Cursor.after(AssetKey.of("js/a b.js"))), 7);

      assertThat(server.last().uri().getPath()).isEqualTo("/account/web");
      assertThat(server.last().uri().getQuery().split("&"))
          .contains(
              "restype=container",
              "comp=list",
              "maxresults=8",
              "prefix=shop/js/",
              "startFrom=shop/js/a b.js");
    }
  }

  @Test
  void delete_isABatchOfTheContainerWithSnapshots() {
    try (CannedServer server = CannedServer.of(CannedServer.batch(name -> "202 Accepted"));
        AssetStore store = server.open()) {
      assertThat(store.delete(List.of(KEY, AssetKey.of("a %2F+.js")))).isEmpty();

      assertThat(server.last().line()).isEqualTo("POST /account/web?restype=container&comp=batch");
      assertThat(new String(server.last().body(), UTF_8))
          .contains("DELETE /account/web/shop%2Fjs%2Fapp.js HTTP/1.1")
          .contains("DELETE /account/web/shop%2Fa%20%252F%2B.js HTTP/1.1")
          .contains("x-ms-delete-snapshots: include");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.", "js./app.js", "js/app..", "..."})
  void key_thatAzureCannotHold_isRefusedOrAbsentWithoutARequest(String name) {
    AssetKey key = AssetKey.of(name);
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> put(store, key))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
          .hasMessageContaining("Azure drops the dot at the end of ");
      assertThat(store.stat(key)).isEmpty();
      assertThatThrownBy(() -> store.read(key, ByteRange.ALL))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
      assertThat(store.delete(List.of(key))).isEmpty();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void key_withMoreSegmentsThanAzureKnows_isRefused() {
    AssetKey most = AssetKey.of("a/".repeat(252) + "a");
    AssetKey more = AssetKey.of("a/".repeat(253) + "a");
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      put(store, most);

      assertThatThrownBy(() -> put(store, more)).hasMessageContaining("at most 254 segments");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void put(AssetStore store, AssetKey key) {
    store.put(key, Content.of(new byte[] {1}), AssetHeaders.of("text/css"), PutCondition.ALWAYS);
  }
}
