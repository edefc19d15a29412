package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of which only a coding is there, as bundlers that delete originals and Unity leave them.
 */
class LoneCodingsTest {

  private static final byte[] APP = Site.APP.getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private Site site() throws IOException {
    Site site = new Site(folder.resolve("dist"));
    site.write("index.html", "<p>page");
    site.write("game/game.wasm.gz", Site.gzip(APP));
    site.write("js/app.0a1b2c3d.js.br", Site.brotli(APP));
    site.write("about.html.gz", Site.gzip("<p>about".getBytes(StandardCharsets.UTF_8)));
    return site;
  }

  private static AssetService open(Site site) {
    return AssetService.open(Config.of(site.root(), "/"), PublishConfig.DEFAULT, Optional.empty());
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /game/game.wasm | gzip, br | gzip | application/wasm
          /game/game.wasm | br | | application/wasm
          /game/game.wasm | identity | | application/wasm
          /game/game.wasm | | | application/wasm
          /game/game.wasm.gz | gzip, br | gzip | application/wasm
          /game/game.wasm.gz | | gzip | application/wasm
          /game/game.wasm.gz | br | | application/wasm
          /js/app.0a1b2c3d.js | gzip, br | br | text/javascript; charset=utf-8
          /js/app.0a1b2c3d.js | gzip | | text/javascript; charset=utf-8
          /js/app.0a1b2c3d.js.br | br | br | text/javascript; charset=utf-8
          """)
  void get_fileOfWhichOnlyACodingIsThere_isInItOrDecoded(
      String target, String accepted, String coding, String type) throws IOException {
    Field[] fields =
        accepted == null ? new Field[0] : new Field[] {field("Accept-Encoding", accepted)};
    byte[] coded = target.contains("wasm") ? Site.gzip(APP) : Site.brotli(APP);

    try (AssetService service = open(site())) {
      Answer answer = get(service, target, fields);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.value("Content-Encoding")).isEqualTo(Optional.ofNullable(coding));
      assertThat(answer.value("Content-Type")).contains(type);
      assertThat(answer.value("Vary")).contains("Accept-Encoding");
      assertThat(answer.body()).isEqualTo(coding == null ? APP : coded);
      assertThat(answer.value("Cache-Control").orElseThrow().endsWith("immutable"))
          .isEqualTo(target.contains("app"));
    }
  }

  @Test
  void get_partOfADecodedFile_isThatPart() throws IOException {
    try (AssetService service = open(site())) {
      Answer answer = get(service, "/game/game.wasm", field("Range", "bytes=8-10"));

      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.text()).isEqualTo(Site.APP.substring(8, 11));
    }
  }

  @Test
  void get_pageOfWhichOnlyACodingIsThere_isAPage() throws IOException {
    try (AssetService service = open(site())) {
      assertThat(get(service, "/about").text()).isEqualTo("<p>about");
    }
  }

  @Test
  void get_codingOfAFileThatIsThere_isMissing() throws IOException {
    Site site = site();
    site.write("game/game.wasm", APP);

    try (AssetService service = open(site)) {
      assertThat(get(service, "/game/game.wasm").body()).isEqualTo(APP);
      assertThat(get(service, "/game/game.wasm.gz").status()).isEqualTo(404);
    }
  }

  @Test
  void get_ofAnotherRelease_isInItsCodingByEitherName() throws IOException {
    MemoryStore store = new MemoryStore();
    Rollout.publishAll(store, site(), "old");
    Site site = new Site(folder.resolve("new"));
    site.write("index.html", "<p>new");

    try (AssetService service = Gateways.open(Config.of(site.root(), "/"), store)) {
      Gateways.eventually(service, "/game/game.wasm", 200);
      Answer plain = get(service, "/game/game.wasm", field("Accept-Encoding", "br"));
      Answer coded = get(service, "/game/game.wasm", field("Accept-Encoding", "gzip"));
      Answer own = get(service, "/game/game.wasm.gz");
      Answer decoded = get(service, "/game/game.wasm.gz", field("Accept-Encoding", "br"));

      assertThat(plain.body()).isEqualTo(APP);
      assertThat(coded.body()).isEqualTo(Site.gzip(APP));
      assertThat(own.body()).isEqualTo(Site.gzip(APP));
      assertThat(own.value("Content-Encoding")).contains("gzip");
      assertThat(own.value("Content-Type")).contains("application/wasm");
      assertThat(decoded.body()).isEqualTo(APP);
      assertThat(decoded.value("Content-Encoding")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"application/gzip, ''", "binary/octet-stream, ''", "application/wasm, gzip"})
  void get_objectOfAnotherTool_isInTheCodingOfItsName(String type, String encoding)
      throws IOException {
    MemoryStore store = new MemoryStore();
    AssetHeaders headers = AssetHeaders.of(type);
    store.put(
        AssetKey.of("game.wasm.gz"),
        Content.of(Site.gzip(APP)),
        encoding.isEmpty() ? headers : headers.withContentEncoding(encoding),
        PutCondition.ALWAYS);
    Site site = new Site(folder.resolve("new"));
    site.write("index.html", "<p>new");

    try (AssetService service = Gateways.open(Config.of(site.root(), "/"), store)) {
      Answer coded = get(service, "/game.wasm.gz", field("Accept-Encoding", "gzip"));
      Answer decoded = get(service, "/game.wasm.gz", field("Accept-Encoding", "br"));

      assertThat(coded.value("Content-Encoding")).contains("gzip");
      assertThat(coded.value("Content-Type")).contains("application/wasm");
      assertThat(coded.body()).isEqualTo(Site.gzip(APP));
      assertThat(decoded.value("Content-Encoding")).isEmpty();
      assertThat(decoded.value("Content-Type")).contains("application/wasm");
      assertThat(decoded.body()).isEqualTo(APP);
    }
  }
}
