package io.passthrough.gcs;

import static io.passthrough.gcs.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.gcs.CannedServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bodies and the connections that they come through. */
class GcsReaderTest {

  private static final Answer GONE = CannedServer.error(404, "notFound");

  @Test
  void read_headersAndBytes_areOfOneGeneration() throws IOException {
    try (CannedServer server =
            CannedServer.of(CannedServer.described("abc"), CannedServer.bytes("abc"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("abc");
      assertThat(server.last().uri().getQuery())
          .contains("alt=media", "generation=" + CannedServer.GENERATION);
    }
  }

  @Test
  void read_ofARange_asksForItsBytesOnly() throws IOException {
    try (CannedServer server =
            CannedServer.of(CannedServer.described("abcdef"), CannedServer.bytes("cd"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.of(2, 2))) {
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("cd");
      assertThat(server.last().headers()).containsEntry("Range", List.of("bytes=2-3"));
    }
  }

  @Test
  void read_ofARangeThatTheServerIgnores_isUnavailable() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.described("abcdef"), CannedServer.text(200, "text/css", "abcdef"));
        AssetStore store = server.open()) {
      assertThatThrownBy(() -> store.read(KEY, ByteRange.of(2, 2)))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("the server sent the whole object and not bytes=2-3");
    }
  }

  @Test
  void read_overwrittenMeanwhile_looksAgain() throws IOException {
    String newer = CannedServer.description("js/app.js", 7, 3);
    try (CannedServer server =
            CannedServer.of(
                CannedServer.described("old!"),
                GONE,
                CannedServer.json(newer),
                CannedServer.bytes("new"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.info().version().token()).isEqualTo("7");
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("new");
      assertThat(server.last().uri().getQuery()).contains("generation=7");
    }
  }

  @Test
  void body_breaksOff_goesOnInTheSameGeneration() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.described("abcdef"),
                CannedServer.cutOff("abc", 6),
                CannedServer.bytes("def"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("abcdef");
      assertThat(server.last().headers()).containsEntry("Range", List.of("bytes=3-5"));
      assertThat(server.last().uri().getQuery()).contains("generation=" + CannedServer.GENERATION);
    }
  }

  @Test
  void body_breaksOffAndTheGenerationIsGone_isNoCleanEnd() {
    try (CannedServer server =
            CannedServer.of(CannedServer.described("abcdef"), CannedServer.cutOff("abc", 6), GONE);
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reader.body().readAllBytes())
          .withMessageStartingWith("Cannot read on: the body ended early");
    }
  }

  @Test
  void body_ofOtherBytes_isNoCleanEnd() {
    String described =
        CannedServer.description("js/app.js", 1, 3).replace("{", "{\"crc32c\":\"AAAAAA==\",");
    try (CannedServer server =
            CannedServer.of(CannedServer.json(described), CannedServer.bytes("abc"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reader.body().readAllBytes())
          .withMessageContaining("another CRC32C");
    }
  }

  @Test
  void body_withItsChecksum_endsCleanly() throws IOException {
    String described =
        CannedServer.description("js/app.js", 1, 9).replace("{", "{\"crc32c\":\"4waSgw==\",");
    try (CannedServer server =
            CannedServer.of(CannedServer.json(described), CannedServer.bytes("123456789"));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("123456789");
    }
  }

  @Test
  void body_thatIsGzip_comesAsItIsStored() throws IOException {
    Answer gzip =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          CannedServer.bytes("no gzip").to(exchange);
        };
    try (CannedServer server = CannedServer.of(CannedServer.described("no gzip"), gzip);
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body().readAllBytes()).asString().isEqualTo("no gzip");
      assertThat(server.last().headers().getFirst("Accept-encoding")).contains("gzip");
    }
  }

  @Test
  void close_ofALargeBody_doesNotReadTheRest() throws IOException {
    CompletableFuture<Boolean> sentAll = new CompletableFuture<>();
    try (CannedServer server =
            CannedServer.of(
                CannedServer.json(CannedServer.description("js/app.js", 1, 1L << 30)),
                exchange -> sentAll.complete(sends(exchange)));
        AssetStore store = server.open()) {
      try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
        assertThat(reader.body().read()).isZero();
      }

      assertThat(sentAll).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(false);
    }
  }

  /** Whether the client takes all of 1 GiB. */
  private static boolean sends(HttpExchange exchange) throws InterruptedException {
    try {
      CannedServer.bytes(new Generated(1L << 30)).to(exchange);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void pool_exhausted_isUnavailableAndNothingWasPut() {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.json(CannedServer.description("js/app.js", 1, 1L << 30)),
                CannedServer.bytes(new Generated(1L << 30)));
        AssetStore store = server.open("connections", "1", "read_timeout", "200ms");
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> Puts.always(store));

      assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.requests()).hasSize(2);
      assertThat(reader.info().size()).isEqualTo(1L << 30);
    }
  }

  @Test
  void pool_ofTheDefaultSize_hasMoreThanAGatewayHoldsForSlowClients() throws IOException {
    List<AssetReader> held = new ArrayList<>();
    try (CannedServer server = CannedServer.of(CannedServer.object("x".repeat(4 << 20)));
        AssetStore store = server.open()) {
      try {
        for (int i = 0; i < 128; i++) {
          held.add(store.read(KEY, ByteRange.ALL));
        }
        try (AssetReader another = store.read(KEY, ByteRange.ALL)) {
          assertThat(another.body().read()).isEqualTo('x');
        }
      } finally {
        held.forEach(AssetReader::close);
      }
    }
  }

  @Test
  void pool_ofFour_survivesMisses() {
    try (CannedServer server = CannedServer.of(GONE, CannedServer.json("{}"), GONE);
        AssetStore store = server.open("connections", "4", "read_timeout", "2s")) {
      for (int i = 0; i < 200; i++) {
        assertThat(kindOfRead(store)).isEqualTo(Kind.NOT_FOUND);
      }
    }
  }

  @Test
  void pool_ofFour_survivesReadersClosedEarly() throws IOException {
    String large = "x".repeat(1 << 20);
    try (CannedServer server = CannedServer.of(CannedServer.object(large));
        AssetStore store = server.open("connections", "4", "read_timeout", "2s")) {
      for (int i = 0; i < 200; i++) {
        try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
          assertThat(reader.body().read()).isEqualTo('x');
        }
      }
    }
  }

  @Test
  void pool_ofFour_survivesBodiesReadToTheirLength() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.object("abc"));
        AssetStore store = server.open("connections", "4", "read_timeout", "2s")) {
      for (int i = 0; i < 50; i++) {
        try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
          assertThat(reader.body().readNBytes(3)).asString().isEqualTo("abc");
        }
      }
    }
  }

  @Test
  void pool_ofFour_survivesEmptyBodiesNobodyReads() {
    try (CannedServer server = CannedServer.of(CannedServer.object(""));
        AssetStore store = server.open("connections", "4", "read_timeout", "2s")) {
      for (int i = 0; i < 50; i++) {
        store.read(KEY, ByteRange.ALL).close();
      }
    }
  }

  @Test
  void pool_ofFour_survivesPutsThatFail() {
    try (CannedServer server = CannedServer.of(CannedServer.error(412, "conditionNotMet"));
        AssetStore store = server.open("connections", "4", "read_timeout", "2s")) {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> Puts.ifAbsent(store)).isInstanceOf(AssetStoreException.class);
      }
    }
  }

  @Test
  void read_silentServer_endsWithItsTimeLimit() {
    try (CannedServer server = CannedServer.of()) {
      server.then(server.silence());
      try (AssetStore store = server.open("read_timeout", "200ms", "call_timeout", "1s")) {
        assertThat(kindOfRead(store)).isEqualTo(Kind.UNAVAILABLE);
        assertThat(Thread.interrupted()).isFalse();
      }
    }
  }

  @Test
  void stat_serverThatStaysSilent_endsWithTheLimitOfTheCall() {
    try (CannedServer server = CannedServer.of()) {
      server.then(server.silence());
      try (AssetStore store = server.open("read_timeout", "20s", "call_timeout", "300ms")) {
        assertThatThrownBy(() -> store.stat(KEY))
            .isInstanceOfSatisfying(
                AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
            .hasMessageContaining("no answer within 300 ms");
        assertThat(Thread.interrupted()).isFalse();
      }
    }
  }

  @Test
  void type_ofAnObjectWithout_isThatOfTheExtension() {
    String untyped =
        CannedServer.description("a.svg", 1, 1).replace("\"contentType\":\"text/css\",", "");
    try (CannedServer server = CannedServer.of(CannedServer.json(untyped));
        AssetStore store = server.open()) {
      assertThat(store.stat(AssetKey.of("a.svg")).orElseThrow().headers().contentType())
          .isEqualTo("image/svg+xml");
    }
  }

  @Test
  void answer_withoutWhatEveryObjectHas_isAFailureOfTheServer() {
    try (CannedServer server = CannedServer.of(CannedServer.json("{\"name\":\"shop/js/app.js\"}"));
        AssetStore store = server.open()) {
      assertThat(kindOfRead(store)).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  private static Kind kindOfRead(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> store.read(KEY, ByteRange.ALL))
        .kind();
  }
}
