package io.passthrough.spring;

import static io.passthrough.spring.Site.field;
import static io.passthrough.spring.Site.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application answers whose store has an older release. */
class ServingTest {

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void start() throws IOException {
    site = Site.start(Rollout.in(folder), PlainApplication.class);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void oldAsset_get_comesFromTheStore() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_SCRIPT);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo(Rollout.OLD_TEXT);
    assertThat(field(response, "Cache-Control")).isEqualTo(IMMUTABLE);
    assertThat(field(response, "Content-Type")).startsWith("text/javascript");
    assertThat(field(response, "X-Passthrough")).isIn("store", "cache");
    assertThat(field(response, "ETag")).startsWith("\"");
  }

  @Test
  void oldAsset_larger_comesWhole() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_BIG);

    assertThat(response.body()).isEqualTo(Rollout.BIG);
    assertThat(field(response, "Content-Type")).isEqualTo("image/jpeg");
  }

  @Test
  void oldAsset_head_hasTheLengthAndNoBody() throws IOException {
    HttpResponse<byte[]> response = site.send("HEAD", "/" + Rollout.OLD_BIG);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(field(response, "Content-Length")).isEqualTo(Integer.toString(Rollout.BIG.length));
    assertThat(response.body()).isEmpty();
  }

  @Test
  void oldAsset_range_is206() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_BIG, "Range", "bytes=10-100009");

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(response.body()).hasSize(100_000).startsWith(Rollout.BIG[10], Rollout.BIG[11]);
    assertThat(field(response, "Content-Range")).isEqualTo("bytes 10-100009/3145728");
  }

  @Test
  void oldAsset_rangeOfAnotherVersion_isTheWhole() throws IOException {
    HttpResponse<byte[]> response =
        site.get("/" + Rollout.OLD_SCRIPT, "Range", "bytes=0-9", "If-Range", "\"other\"");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void oldAsset_rangeBeyondTheEnd_is416WithoutImmutable() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_SCRIPT, "Range", "bytes=99999-");

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(field(response, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void oldAsset_known_is304WithCacheControl() throws IOException {
    String etag = field(site.get("/" + Rollout.OLD_SCRIPT), "ETag");

    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_SCRIPT, "If-None-Match", etag);

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(field(response, "Cache-Control")).isEqualTo(IMMUTABLE);
    assertThat(field(response, "ETag")).isEqualTo(etag);
  }

  @Test
  void oldAsset_ifMatchOfAnother_is412() throws IOException {
    assertThat(site.get("/" + Rollout.OLD_SCRIPT, "If-Match", "\"other\"").statusCode())
        .isEqualTo(412);
  }

  @Test
  void oldAsset_post_is405() throws IOException {
    HttpResponse<byte[]> response = site.send("POST", "/" + Rollout.OLD_SCRIPT);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(field(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void oldAsset_withASessionInItsUrl_comesFromTheStore() throws IOException {
    assertThat(site.get("/" + Rollout.OLD_SCRIPT + ";jsessionid=0123").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "*/*", "application/json"})
  void missing_underTheBase_isUncacheableText(String accept) throws IOException {
    HttpResponse<byte[]> response = site.get("/static/js/none.00000000.js", "Accept", accept);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(field(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(field(response, "Content-Type")).startsWith("text/plain");
    assertThat(text(response)).isEqualTo("Not found\n");
  }

  @Test
  void missing_outsideTheBase_isTheApplicationsOwnError() throws IOException {
    HttpResponse<byte[]> response = site.get("/none", "Accept", "text/html");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).contains("Whitelabel Error Page");
  }

  @Test
  void ownFingerprintedFile_get_isSpringsAndImmutable() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OWN_SCRIPT);

    assertThat(text(response)).isEqualTo(Rollout.OWN_TEXT);
    assertThat(field(response, "X-Passthrough")).isEmpty();
    assertThat(field(response, "Cache-Control")).isEqualTo(IMMUTABLE);
    assertThat(field(response, "Last-Modified")).isNotEmpty();
  }

  @Test
  void ownMutableFile_get_isAskedForAgain() throws IOException {
    assertThat(field(site.get("/static/robots.txt"), "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void controller_underTheBase_answersByItself() throws IOException {
    assertThat(text(site.get("/static/made"))).isEqualTo("made");
  }

  @Test
  void path_refusedUnderTheBase_isNoErrorPage() throws IOException {
    HttpResponse<byte[]> response = site.get("/static/js//none.js", "Accept", "text/html");

    assertThat(response.statusCode()).isBetween(400, 404);
    assertThat(field(response, "Content-Type")).startsWith("text/plain");
  }

  @Test
  void endpoint_forOpenPages_tellsOfTheNewerRelease() throws IOException {
    site.get("/" + Rollout.OLD_SCRIPT);

    HttpResponse<byte[]> response = site.get("/.well-known/passthrough?release=1");

    assertThat(text(response)).contains("\"newer\":true");
    assertThat(field(response, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void contextPath_isNoPartOfTheBase() throws IOException {
    Path other = folder.resolve("context");
    try (Site below =
        Site.start(
            Rollout.in(other), PlainApplication.class, "server.servlet.context-path=/shop")) {

      assertThat(below.get("/shop/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(below.get("/shop/" + Rollout.OWN_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(below.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void servletPathAndContextPath_mountThatCountsFromTheHost_areItsParts() throws IOException {
    Path other = folder.resolve("servlet");
    try (Site below =
        Site.start(
            Rollout.in(other),
            PlainApplication.class,
            "server.servlet.context-path=/shop",
            "spring.mvc.servlet.path=/app",
            "passthrough.gateway.mount=/shop/app/",
            "passthrough.gateway.assets.base=/shop/app/static/")) {

      assertThat(below.get("/shop/app/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(below.get("/shop/app/" + Rollout.OWN_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(text(below.get("/shop/app/static/none.js"))).isEqualTo("Not found\n");
    }
  }

  @Test
  void configuration_withAnUnknownKey_saysTheNearest() {
    assertThatThrownBy(
            () -> Site.start(PlainApplication.class, "passthrough.gateway.assets.bsae=/x/").close())
        .rootCause()
        .hasMessageContaining("unknown key 'bsae' under 'gateway.assets'");
  }
}
