package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser gets for what this release does not have. */
class FallbackBehaviourTest {

  private static final String OLD = "/static/js/main.0b1c2d3e.js";
  private static final String OLD_KEY = "js/main.0b1c2d3e.js";
  private static final String OLD_TEXT = "export const release = 1;";
  private static final AssetHeaders OCTETS = AssetHeaders.of(AssetHeaders.OCTET_STREAM);

  @TempDir private Path root;
  private FrontendSite site;

  @BeforeEach
  void start() throws Exception {
    site = FrontendSite.withStore(root);
    site.put(OLD_KEY, OLD_TEXT, OCTETS);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Received get(String target, String... fields) throws IOException {
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return RawClient.get(site.uri(), target, lines);
  }

  private static void assertHidesTheStore(Received received) {
    assertThat(received.text() + received.lines())
        .doesNotContain("secret-bucket", "endpoint", "main.0b1c2d3e");
  }

  @Test
  void storedAsset_asked_comesWithTheHeadersOfAnAsset() throws Exception {
    Received received = get(OLD);

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.text()).isEqualTo(OLD_TEXT);
    assertThat(received.field("X-Passthrough")).isEqualTo("store");
    assertThat(received.field("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(received.field("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(received.field("ETag")).matches("\"[^\"]+\"");
    assertThat(received.has("Transfer-Encoding")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "css/main.0b1c2d3e.css, text/css; charset=utf-8",
    "media/logo.0b1c2d3e.svg, image/svg+xml",
    "js/main.0b1c2d3e.js.map, application/json; charset=utf-8",
    "js/core.0b1c2d3e.wasm, application/wasm",
  })
  void storedAsset_ofAnyKind_hasItsType(String key, String type) throws Exception {
    site.put(key, "bytes", OCTETS);

    assertThat(get("/static/" + key).field("Content-Type")).isEqualTo(type);
  }

  @Test
  void storedAsset_keptCoded_isDeclaredCoded() throws Exception {
    site.put(OLD_KEY, Gzip.of(OLD_TEXT), OCTETS.withContentEncoding("gzip"));
    Received received = get(OLD, "Accept-Encoding: gzip");

    assertThat(received.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(received.field("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(Gzip.text(received.body())).isEqualTo(OLD_TEXT);
  }

  @Test
  void storedAsset_keptCodedForAClientWithoutTheCoding_isDecoded() throws Exception {
    site.put(OLD_KEY, Gzip.of(OLD_TEXT), OCTETS.withContentEncoding("gzip"));
    Received received = get(OLD, "Accept-Encoding: identity");

    assertThat(received.has("Content-Encoding")).isFalse();
    assertThat(received.text()).isEqualTo(OLD_TEXT);
  }

  @Test
  void storedAsset_askedForARange_isThePart() throws Exception {
    Received received = get(OLD, "Range: bytes=0-5");

    assertThat(received.status()).isEqualTo(206);
    assertThat(received.text()).isEqualTo("export");
  }

  @Test
  void storedAsset_known_isNotSentAgain() throws Exception {
    String etag = get(OLD).field("ETag");

    assertThat(get(OLD, "If-None-Match: " + etag).status()).isEqualTo(304);
  }

  @Test
  void storedAsset_askedForItsHead_comesWithoutBody() throws Exception {
    Received received =
        RawClient.exchange(site.uri(), "HEAD " + OLD + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.field("Content-Length")).isEqualTo("25");
  }

  @Test
  void storedAsset_withoutExtension_isServed() throws Exception {
    site.put("LICENSE", "free", OCTETS);

    assertThat(get("/static/LICENSE").text()).isEqualTo("free");
  }

  @Test
  void storedAsset_askedAgain_isReadOnce() throws Exception {
    get(OLD);

    assertThat(get(OLD).field("X-Passthrough")).isEqualTo("cache");
    assertThat(site.store().reads(OLD_KEY)).isEqualTo(1);
  }

  @Test
  void storedAsset_askedByFifty_isReadOnce() throws Exception {
    SteadyStream slow = new SteadyStream(OLD_TEXT.length(), 1, Duration.ofMillis(500));
    site.store().body(OLD_KEY, body -> slow);
    List<CompletableFuture<Received>> clients = new ArrayList<>();
    try (Crowd crowd = new Crowd(50)) {
      for (int i = 0; i < 50; i++) {
        clients.add(crowd.ask(() -> get(OLD)));
      }
      clients.forEach(client -> assertThat(client.join().status()).isEqualTo(200));
    }

    assertThat(site.store().reads(OLD_KEY)).isEqualTo(1);
  }

  @Test
  void missingAsset_asked_isNotFoundAndNeverAPage() throws Exception {
    Received received = get("/static/js/main.99999999.js", "Accept: text/html");

    assertThat(received.status()).isEqualTo(404);
    assertThat(received.field("Content-Type")).startsWith("text/plain");
    assertThat(received.field("Cache-Control")).isEqualTo("no-store");
    assertThat(received.field("X-Passthrough")).isEqualTo("miss");
  }

  @Test
  void missingAsset_askedAgain_isAskedForOnce() throws Exception {
    get("/static/js/main.99999999.js");
    get("/static/js/main.99999999.js");

    assertThat(site.store().reads("js/main.99999999.js")).isEqualTo(1);
  }

  @Test
  void store_thatDenies_isABadGateway() throws Exception {
    site.store().failing(OLD_KEY, Kind.ACCESS_DENIED);
    Received received = get(OLD);

    assertThat(received.status()).isEqualTo(502);
    assertThat(received.field("X-Passthrough")).isEqualTo("error");
    assertHidesTheStore(received);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNAVAILABLE", "THROTTLED"})
  void store_thatIsDown_isUnavailableForNow(String kind) throws Exception {
    site.store().failing(Kind.valueOf(kind));
    Received received = get(OLD);

    assertThat(received.status()).isEqualTo(503);
    assertThat(received.has("Retry-After")).isTrue();
    assertThat(received.field("X-Passthrough")).isEqualTo("error");
    assertHidesTheStore(received);
  }

  @Test
  void store_thatIsDown_leavesLocalFilesAlone() throws Exception {
    site.store().failing(Kind.UNAVAILABLE);

    assertThat(get(FrontendSite.LOCAL).status()).isEqualTo(200);
    assertThat(get("/", "Accept: text/html").text()).isEqualTo(FrontendSite.PAGE);
  }

  @Test
  void store_thatHangs_isUnavailableAfterItsTime() throws Exception {
    site.store().body(OLD_KEY, body -> new HangingStream(""));
    try (RawClient client = RawClient.connect(site.uri())) {
      client.send("GET " + OLD + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Received local = get(FrontendSite.LOCAL);

      assertThat(local.status()).isEqualTo(200);
      assertThat(client.receive().status()).isEqualTo(503);
    }
  }

  @Test
  void store_thatIsSlow_isWaitedForAsLongAsBytesCome() throws Exception {
    int size = FrontendSite.FILL_MAX * 2;
    site.put(OLD_KEY, "x".repeat(size), OCTETS);
    site.store().body(OLD_KEY, body -> new SteadyStream(size, 10, Duration.ofMillis(100)));

    assertThat(get(OLD).body()).hasSize(size);
  }

  @Test
  void store_thatCutsALargeBody_endsInAnAbort() throws Exception {
    site.put(OLD_KEY, "x".repeat(FrontendSite.FILL_MAX * 2), OCTETS);
    site.store().body(OLD_KEY, body -> new BrokenStream(FrontendSite.FILL_MAX));

    assertThatThrownBy(() -> get(OLD)).isInstanceOf(IOException.class);
  }

  @Test
  void store_thatCutsASmallBody_isUnavailable() throws Exception {
    site.store().tearing(OLD_KEY);
    Received received = get(OLD);

    assertThat(received.status()).isEqualTo(503);
    assertHidesTheStore(received);
  }

  @Test
  void missingAsset_withoutAStore_isNotFoundAndNeverAPage() throws Exception {
    try (FrontendSite alone = FrontendSite.withoutStore(root)) {
      Received received = RawClient.get(alone.uri(), OLD, "Accept: text/html\r\n");

      assertThat(received.status()).isEqualTo(404);
      assertThat(received.field("Content-Type")).startsWith("text/plain");
    }
  }

  @Test
  void navigationUnderBase_whereTheyArePages_isThePage() throws Exception {
    try (FrontendSite pages = FrontendSite.withPagesUnderBase(root)) {
      Received received = RawClient.get(pages.uri(), "/static/hello", "Accept: text/html\r\n");

      assertThat(received.text()).isEqualTo(FrontendSite.PAGE);
    }
  }
}
