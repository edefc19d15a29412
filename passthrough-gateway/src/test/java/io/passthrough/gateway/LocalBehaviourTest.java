package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser gets of this release's own files. */
class LocalBehaviourTest {

  @TempDir private Path root;
  private FrontendSite site;

  @BeforeEach
  void start() throws Exception {
    site = FrontendSite.withStore(root);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Received get(String target, String fields) throws IOException {
    return RawClient.get(site.uri(), target, fields);
  }

  private Received ask(String method, String target) throws IOException {
    return RawClient.exchange(
        site.uri(), method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  @Test
  void page_asked_isRevalidatedByItsBytesAlone() throws Exception {
    Received received = get("/", "");

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(received.field("Cache-Control")).isEqualTo("no-cache");
    assertThat(received.field("ETag")).matches("\"[^\"]+\"");
    assertThat(received.has("Last-Modified")).isFalse();
  }

  @Test
  void route_navigatedTo_isThePage() throws Exception {
    assertThat(get("/some/spa/route", "Accept: text/html\r\n").text()).isEqualTo(FrontendSite.PAGE);
  }

  @Test
  void localAsset_asked_comesFromDiskAndForAYear() throws Exception {
    Received received = get(FrontendSite.LOCAL, "");

    assertThat(received.text()).isEqualTo(FrontendSite.SCRIPT);
    assertThat(received.field("X-Passthrough")).isEqualTo("local");
    assertThat(received.field("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(received.field("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(site.store().reads("js/main.a3762de8.js")).isZero();
  }

  @Test
  void localAsset_withACodedSibling_isSentCoded() throws Exception {
    Received received = get(FrontendSite.LOCAL, "Accept-Encoding: gzip\r\n");

    assertThat(received.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(Gzip.text(received.body())).isEqualTo(FrontendSite.SCRIPT);
  }

  @Test
  void localAsset_notModifiedSince_isNotSentAgain() throws Exception {
    String modified = get(FrontendSite.LOCAL, "").field("Last-Modified");

    assertThat(get(FrontendSite.LOCAL, "If-Modified-Since: " + modified + "\r\n").status())
        .isEqualTo(304);
  }

  @Test
  void localAsset_askedForARange_isThePart() throws Exception {
    Received received = get(FrontendSite.LOCAL, "Range: bytes=0-9\r\n");

    assertThat(received.status()).isEqualTo(206);
    assertThat(received.field("Content-Range")).startsWith("bytes 0-9/");
    assertThat(received.text()).isEqualTo("export con");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing-root.js", "/nope.ico", "/asset-manifest.json"})
  void missingFile_outsideTheBase_isNotFoundAndNeverAPage(String target) throws Exception {
    Received received = get(target, "Accept: text/html\r\n");

    assertThat(received.status()).isEqualTo(404);
    assertThat(received.field("Content-Type")).startsWith("text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/static/", "/static/js/", "/static/js"})
  void folder_asked_isNeverListed(String target) throws Exception {
    assertThat(get(target, "Accept: text/html\r\n").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/some/spa/route", FrontendSite.LOCAL})
  void head_asked_hasNoBody(String target) throws Exception {
    Received received =
        RawClient.exchange(
            site.uri(),
            "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.has("Content-Length")).isTrue();
  }

  @Test
  void options_asked_namesTheMethods() throws Exception {
    Received received = ask("OPTIONS", FrontendSite.LOCAL);

    assertThat(received.status()).isEqualTo(204);
    assertThat(received.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "PUT"})
  void otherMethod_asked_isRefused(String method) throws Exception {
    Received received = ask(method, FrontendSite.LOCAL);

    assertThat(received.status()).isEqualTo(405);
    assertThat(received.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(received.field("Connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/favicon.ico", "/logo.svg", "/img/a.svg"})
  void icon_asked_isRevalidated(String target) throws Exception {
    Received received = get(target, "");

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.field("Cache-Control")).isEqualTo("no-cache");
    assertThat(received.has("ETag")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nope", "/healthcheck"})
  void excludedPath_navigatedTo_isNeverThePage(String target) throws Exception {
    assertThat(get(target, "Accept: text/html\r\n").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "/../a", "/%2e%2e/a", "/..%2fa", "/static/../index.html"})
  void path_thatClimbs_isRefused(String target) throws Exception {
    assertThat(get(target, "Accept: text/html\r\n").status()).isEqualTo(400);
  }
}
