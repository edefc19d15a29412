package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bodies and the connections that they come through. */
class S3ReaderTest {

  @Test
  void body_breaksOff_isNoCleanEnd() {
    try (CannedServer server = CannedServer.of(CannedServer.cutOff("half", 8));
        AssetStore store = server.open();
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reader.body().readAllBytes())
          .withMessageStartingWith("Cannot read on: the body ended early");
    }
  }

  @Test
  void close_ofALargeBody_doesNotReadTheRest() throws IOException {
    CompletableFuture<Boolean> sentAll = new CompletableFuture<>();
    try (CannedServer server = CannedServer.of(exchange -> sentAll.complete(sends(exchange)));
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
      CannedServer.object(new Generated(1L << 30)).to(exchange);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void pool_exhausted_isUnavailableAndNothingWasPut() {
    try (CannedServer server = CannedServer.of(CannedServer.object(new Generated(1L << 30)));
        AssetStore store = server.open("connections", "1", "read_timeout", "200ms");
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> Puts.always(store));

      assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.requests()).hasSize(1);
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
  void pool_ofTwo_survivesMisses() {
    try (CannedServer server = CannedServer.of(CannedServer.error(404, "NoSuchKey"));
        AssetStore store = server.open("connections", "2", "read_timeout", "2s")) {
      for (int i = 0; i < 200; i++) {
        assertThat(kindOfRead(store)).isEqualTo(Kind.NOT_FOUND);
      }
    }
  }

  @Test
  void pool_ofTwo_survivesReadersClosedEarly() throws IOException {
    String large = "x".repeat(1 << 20);
    try (CannedServer server = CannedServer.of(CannedServer.object(large));
        AssetStore store = server.open("connections", "2", "read_timeout", "2s")) {
      for (int i = 0; i < 200; i++) {
        try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
          assertThat(reader.body().read()).isEqualTo('x');
        }
      }
    }
  }

  @Test
  void pool_ofTwo_survivesBodiesReadToTheirLength() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.object("abc"));
        AssetStore store = server.open("connections", "2", "read_timeout", "2s")) {
      for (int i = 0; i < 50; i++) {
        try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
          assertThat(reader.body().readNBytes(3)).asString().isEqualTo("abc");
        }
      }
    }
  }

  @Test
  void pool_ofTwo_survivesEmptyBodiesNobodyReads() {
    try (CannedServer server = CannedServer.of(CannedServer.object(""));
        AssetStore store = server.open("connections", "2", "read_timeout", "2s")) {
      for (int i = 0; i < 50; i++) {
        store.read(KEY, ByteRange.ALL).close();
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
            .hasMessageContaining("300");
        assertThat(Thread.interrupted()).isFalse();
      }
    }
  }

  @Test
  void type_thatAmazonGivesToAPutWithout_isThatOfTheExtension() {
    try (CannedServer server =
            CannedServer.of(CannedServer.head("Content-Type", "binary/octet-stream"));
        AssetStore store = server.open()) {
      assertThat(store.stat(AssetKey.of("a.css")).orElseThrow().headers().contentType())
          .isEqualTo("text/css; charset=utf-8");
    }
  }

  @Test
  void type_ofAnObjectWithout_isThatOfTheExtension() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.without("Content-Type"));
        AssetStore store = server.open();
        AssetReader reader = store.read(AssetKey.of("a.svg"), ByteRange.ALL)) {
      assertThat(store.stat(AssetKey.of("a.svg")).orElseThrow().headers().contentType())
          .isEqualTo("image/svg+xml");
      assertThat(reader.info().headers().contentType()).isEqualTo("image/svg+xml");
      assertThat(store.stat(AssetKey.of("LICENSE")).orElseThrow().headers().contentType())
          .isEqualTo("application/octet-stream");
    }
  }

  @Test
  void encoding_withTheFramingOfAnUpload_isWithoutIt() {
    try (CannedServer server =
            CannedServer.of(CannedServer.head("Content-Encoding", "gzip,aws-chunked"));
        AssetStore store = server.open()) {
      assertThat(store.stat(KEY).orElseThrow().headers().contentEncoding()).contains("gzip");
    }
  }

  @Test
  void answer_withoutWhatEveryObjectHas_isAFailureOfTheServer() {
    try (CannedServer server = CannedServer.of(CannedServer.xml("a"));
        AssetStore store = server.open("connections", "1", "read_timeout", "1s")) {
      assertThat(kindOfRead(store)).isEqualTo(Kind.UNAVAILABLE);
      assertThat(kindOfRead(store)).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  private static Kind kindOfRead(AssetStore store) {
    return catchThrowableOfType(AssetStoreException.class, () -> store.read(KEY, ByteRange.ALL))
        .kind();
  }
}
