package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A root without a store. */
final class LocalServingTest {

  private static final Field HTML = field("Accept", "text/html,application/xhtml+xml");

  @TempDir private Path folder;
  private Site site = new Site(Path.of("."));

  @BeforeEach
  void write() throws IOException {
    site = new Site(folder.resolve("dist"));
    site.write("index.html", "<title>page</title>");
    site.write("docs/index.html", "<title>docs</title>");
    site.write("favicon.ico", "icon");
    site.write("static/js/app.0a1b2c3d.js", Site.APP);
    site.write("static/js/[...slug].js", "slug");
    site.write("static/logo.svg", "<svg/>");
    site.write(".well-known/security.txt", "Contact: us");
    site.code("static/js/app.0a1b2c3d.js");
  }

  private AssetService open() {
    return open(Config.of(site.root(), "/static/"));
  }

  private static AssetService open(GatewayConfig config) {
    return AssetService.open(config, PublishConfig.DEFAULT, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/index.html, 200",
    "/some/spa/route, 200",
    "/some.dotted/route.v2, 200",
    "/go/https%3A%2F%2Fexample.com, 200",
    "/docs/, 200",
    "/docs, 308",
    "/missing-root.js, 404",
    "/nope.ico, 404",
    "/asset-manifest.json, 404",
    "/static/, 404",
    "/static/js/, 404",
    "/static/js, 404",
    "/static/unknown, 404",
    "/static/js/main.v1.js, 404",
    "/static/a%2Fb, 400",
    "/api/users, 404",
    "/api, 404",
    "/.git/config, 404",
    "/.well-known/security.txt, 200",
    "/.well-known/other, 404",
    "/static/js/app.0a1b2c3d.js.br, 404",
    "/static/js/%5B...slug%5D.js, 200",
    "/static/js/[...slug].js, 200"
  })
  void navigation_toAPath_getsThePageOnlyWhereNoFileIsMeant(String target, int status) {
    try (AssetService service = open()) {
      assertThat(get(service, target, HTML).status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "text/html;q=0", "application/json", "text/htmlx", ""})
  void request_thatDoesNotAskForHtmlByName_getsNoPage(String accept) {
    try (AssetService service = open()) {
      assertThat(get(service, "/some/spa/route", field("Accept", accept)).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "TEXT/HTML;q=0.1", "image/png, text/html;charset=utf-8"})
  void request_thatAsksForHtmlByName_getsThePage(String accept) {
    try (AssetService service = open()) {
      assertThat(get(service, "/some/spa/route", field("Accept", accept)).status()).isEqualTo(200);
    }
  }

  @Test
  void request_thatTheBrowserCallsADocument_getsThePage() {
    try (AssetService service = open()) {
      Answer answer = get(service, "/some/spa/route", field("Sec-Fetch-Dest", "document"));

      assertThat(answer.text()).isEqualTo("<title>page</title>");
    }
  }

  @Test
  void page_ofARelease_isRevalidatedAndHasNoTime() {
    try (AssetService service = open()) {
      Answer answer = get(service, "/");

      assertThat(answer.value("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(answer.value("Cache-Control")).contains("no-cache");
      assertThat(answer.value("Last-Modified")).isEmpty();
      assertThat(answer.value("ETag")).hasValueSatisfying(it -> assertThat(it).startsWith("\""));
    }
  }

  @Test
  void fingerprinted_ofARelease_isImmutableAndHasATime() {
    try (AssetService service = open()) {
      Answer answer = get(service, "/static/js/app.0a1b2c3d.js");

      assertThat(answer.value("Cache-Control")).contains("public, max-age=31536000, immutable");
      assertThat(answer.value("Last-Modified")).contains("Wed, 25 Jun 2014 17:12:18 GMT");
      assertThat(answer.value("X-Passthrough")).contains("local");
      assertThat(answer.value("Accept-Ranges")).contains("bytes");
      assertThat(answer.values("Vary")).containsExactly("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/favicon.ico", "/static/logo.svg"})
  void otherFiles_ofARelease_areRevalidated(String target) {
    try (AssetService service = open()) {
      assertThat(get(service, target).value("Cache-Control")).contains("no-cache");
    }
  }

  @Test
  void redirect_toAFolder_keepsTheQueryAndNamesNoHost() {
    try (AssetService service = open()) {
      assertThat(get(service, "/docs?a=<b>").value("Location")).contains("/docs/?a=%3Cb%3E");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "CONNECT", "get", "PATCH"})
  void otherMethod_onAFile_isNotAllowed(String method) {
    try (AssetService service = open()) {
      Answer answer = Answer.to(service, method, "/");

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.value("Allow")).contains("GET, HEAD, OPTIONS");
    }
  }

  @Test
  void head_ofAnything_hasTheFieldsOfGetAndNoBody() {
    try (AssetService service = open()) {
      Answer file = Answer.to(service, "HEAD", "/static/js/app.0a1b2c3d.js");
      Answer missing = Answer.to(service, "HEAD", "/static/js/missing.js");

      assertThat(file.fields()).isEqualTo(get(service, "/static/js/app.0a1b2c3d.js").fields());
      assertThat(missing.fields()).isEqualTo(get(service, "/static/js/missing.js").fields());
      assertThat(file.body()).isEmpty();
      assertThat(missing.body()).isEmpty();
    }
  }

  @Test
  void parts_ofAFile_areOneMultipartBody() {
    try (AssetService service = open()) {
      Answer answer = get(service, "/favicon.ico", field("Range", "bytes=0-0,2-3"));
      String boundary = answer.value("Content-Type").orElseThrow().split("boundary=", -1)[1];

      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.value("Content-Length")).contains(Integer.toString(answer.body().length));
      assertThat(answer.text())
          .isEqualTo(
              String.join(
                  "\r\n",
                  List.of(
                      "",
                      "--" + boundary,
                      "Content-Type: image/x-icon",
                      "Content-Range: bytes 0-0/4",
                      "",
                      "i",
                      "--" + boundary,
                      "Content-Type: image/x-icon",
                      "Content-Range: bytes 2-3/4",
                      "",
                      "on",
                      "--" + boundary + "--",
                      "")));
    }
  }

  @Test
  void files_beyondTheMemory_areSentFromTheirFile() {
    try (AssetService service = open(Config.of(site.root(), "/", "/static/", 0, false))) {
      Answer whole = get(service, "/static/js/app.0a1b2c3d.js");
      Answer parts = get(service, "/favicon.ico", field("Range", "bytes=0-0,2-3"));
      Answer part = get(service, "/favicon.ico", field("Range", "bytes=1-2"));

      assertThat(whole.text()).isEqualTo(Site.APP);
      assertThat(part.text()).isEqualTo("co");
      assertThat(parts.text()).contains("\r\n\r\ni\r\n", "\r\n\r\non\r\n");
    }
  }

  @Test
  void file_thatChangedSinceItWasIndexed_isNotServedStale() throws IOException {
    try (AssetService service = open(Config.of(site.root(), "/", "/static/", 0, false))) {
      get(service, "/favicon.ico");
      site.write("favicon.ico", "other icon");

      Answer changed = get(service, "/favicon.ico");
      Answer reloaded = Gateways.eventually(service, "/favicon.ico", 200);

      assertThat(changed.status()).isIn(200, 503);
      assertThat(reloaded.text()).isEqualTo("other icon");
    }
  }

  @Test
  void root_thatIsBuiltAnew_isServedWithoutARestart() throws IOException {
    try (AssetService service = open()) {
      site.write("index.html", "<title>another page</title>");
      site.write("new.txt", "new");

      assertThat(Gateways.eventually(service, "/new.txt", 200).text()).isEqualTo("new");
      assertThat(get(service, "/").text()).isEqualTo("<title>another page</title>");
    }
  }

  @Test
  void root_thatLosesItsPage_isServedAsItWas() throws IOException {
    try (AssetService service = open()) {
      Files.delete(site.root().resolve("index.html"));

      assertThatThrownBy(service::reload).hasMessageContaining("The page is gone");
      assertThat(get(service, "/").status()).isEqualTo(200);
    }
  }

  @Test
  void archive_asARoot_isServedLikeAFolder() throws IOException {
    Path zip = folder.resolve("dist.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("index.html"));
      out.write("<title>zip</title>".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("static/big.0a1b2c3d.js"));
      out.write(Site.APP.getBytes(StandardCharsets.UTF_8));
    }
    Files.setLastModifiedTime(zip, FileTime.from(Site.MODIFIED));

    try (AssetService service = open(Config.of(zip, "/", "/static/", 100, false))) {
      assertThat(get(service, "/").text()).isEqualTo("<title>zip</title>");
      assertThat(get(service, "/static/big.0a1b2c3d.js").text()).isEqualTo(Site.APP);
      assertThat(get(service, "/static/big.0a1b2c3d.js", field("Range", "bytes=-3")).text())
          .isEqualTo("');");
      assertThat(get(service, "/static/big.0a1b2c3d.js", field("Range", "bytes=2-5")).text())
          .isEqualTo(Site.APP.substring(2, 6));
    }
  }

  @Test
  void mount_ofARoot_isWhereItIsServed() {
    try (AssetService service =
        open(Config.of(site.root(), "/shop/", "/shop/static/", 1 << 20, false))) {
      assertThat(get(service, "/shop/").text()).isEqualTo("<title>page</title>");
      assertThat(get(service, "/shop").value("Location")).contains("/shop/");
      assertThat(get(service, "/shop/cart", HTML).status()).isEqualTo(200);
      assertThat(get(service, "/shop/static/js/app.0a1b2c3d.js").value("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      assertThat(get(service, "/", HTML).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/static, 200",
    "/static/, 200",
    "/static/hello, 200",
    "/static/hello?foo=bar, 200",
    "/static/main.js, 404",
    "/static/main.css, 404"
  })
  void routableStaticPath_withoutAnExtension_isAPage(String target, int status) {
    try (AssetService service = open(Config.of(site.root(), "/", "/static/", 1 << 20, true))) {
      assertThat(get(service, target, HTML).status()).isEqualTo(status);
    }
  }

  @Test
  void root_withNothingUnderTheBase_isServedWithANotice() {
    try (AssetService service = open(Config.of(site.root(), "/assets/"))) {
      assertThat(get(service, "/").status()).isEqualTo(200);
      assertThat(service.release()).isEmpty();
      assertThat(service.notices()).anyMatch(notice -> notice.contains("'/assets/'"));
    }
  }

  @Test
  void options_ofAnything_tellsTheMethods() {
    try (AssetService service = open()) {
      assertThat(Answer.to(service, "OPTIONS", "*").value("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(Answer.to(service, "OPTIONS", "/a/../b").status()).isEqualTo(400);
    }
  }
}
