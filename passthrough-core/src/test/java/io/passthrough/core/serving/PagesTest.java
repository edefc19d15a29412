package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
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

/** Pages as they are sent: to whom, with which status and for which caches. */
class PagesTest {

  private static final Field HTML = field("Accept", "text/html,*/*;q=0.8");
  private static final Field[] DOCUMENT = {HTML, field("Sec-Fetch-Dest", "document")};
  private static final Field[] SCRIPT = {field("Accept", "*/*"), field("Sec-Fetch-Dest", "script")};

  @TempDir private Path folder;

  private Site site(String... files) throws IOException {
    Site site = new Site(folder.resolve("dist"));
    for (String file : files) {
      site.write(file, "<p>" + file);
    }
    return site;
  }

  private AssetService serve(Site site, String base) {
    return AssetService.open(Config.of(site.root(), base), PublishConfig.DEFAULT, Optional.empty());
  }

  private Site pagePerFile() throws IOException {
    return site(
        "index.html",
        "404.html",
        "about.html",
        "item/b c.html",
        "docs/index.html",
        "package/vue.js.html",
        "static/app.0a1b2c3d.js");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          / | 200 | <p>index.html | 200 | <p>index.html
          /about | 200 | <p>about.html | 200 | <p>about.html
          /about?x=1 | 200 | <p>about.html | 200 | <p>about.html
          /about.html | 200 | <p>about.html | 200 | <p>about.html
          /item/b%20c | 200 | <p>item/b c.html | 200 | <p>item/b c.html
          /docs/ | 200 | <p>docs/index.html | 200 | <p>docs/index.html
          /docs | 308 | 'Permanent redirect\n' | 308 | 'Permanent redirect\n'
          /nothing | 404 | <p>404.html | 404 | 'Not found\n'
          /nothing/ | 404 | <p>404.html | 404 | 'Not found\n'
          /package/vue.js | 200 | <p>package/vue.js.html | 404 | 'Not found\n'
          /package/chart.js | 404 | <p>404.html | 404 | 'Not found\n'
          /static/gone.js | 404 | 'Not found\n' | 404 | 'Not found\n'
          /static/about | 404 | 'Not found\n' | 404 | 'Not found\n'
          /go/https%3A%2F%2Fexample.com | 404 | <p>404.html | 400 | 'Bad request\n'
          """)
  void get_pagePerFile_isThePageForDocumentsAndNeverForScripts(
      String target, int document, String page, int script, String other) throws IOException {
    try (AssetService service = serve(pagePerFile(), "/static/")) {
      Answer toDocument = get(service, target, DOCUMENT);
      Answer toScript = get(service, target, SCRIPT);

      assertThat(toDocument.status()).isEqualTo(document);
      assertThat(toDocument.text()).isEqualTo(page.replace("\\n", "\n"));
      assertThat(toScript.status()).isEqualTo(script);
      assertThat(toScript.text()).isEqualTo(other.replace("\\n", "\n"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /nothing | Accept, Sec-Fetch-Dest | no-store
          /package/chart.js | Sec-Fetch-Dest | no-store
          /package/vue.js | Sec-Fetch-Dest | no-cache
          /about | | no-cache
          /static/gone.js | | no-store
          """)
  void get_path_saysInVaryOnWhatItDepends(String target, String vary, String cache)
      throws IOException {
    try (AssetService service = serve(pagePerFile(), "/static/")) {
      Answer page = get(service, target, DOCUMENT);
      Answer script = get(service, target, SCRIPT);

      assertThat(page.value("Vary")).isEqualTo(Optional.ofNullable(vary));
      assertThat(page.value("Cache-Control")).contains(cache);
      assertThat(script.value("Vary")).isEqualTo(Optional.ofNullable(vary));
    }
  }

  @Test
  void shell_withCodings_variesByThemAsWell() throws IOException {
    Site site = site("static/app.0a1b2c3d.js");
    site.write("index.html", "<p>shell".repeat(100));
    site.code("index.html");

    try (AssetService service = serve(site, "/static/")) {
      Answer coded = get(service, "/users/5", HTML, field("Accept-Encoding", "gzip"));
      Answer again =
          get(
              service,
              "/users/5",
              HTML,
              field("Accept-Encoding", "gzip"),
              field("If-None-Match", coded.value("ETag").orElseThrow()));

      assertThat(coded.value("Content-Encoding")).contains("gzip");
      assertThat(coded.value("Vary")).contains("Accept, Sec-Fetch-Dest, Accept-Encoding");
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.value("Vary")).contains("Accept, Sec-Fetch-Dest, Accept-Encoding");
      assertThat(get(service, "/", HTML).value("Vary")).contains("Accept-Encoding");
    }
  }

  @Test
  void notFoundPage_withConditionsAndRanges_isWholeAndUncacheable() throws IOException {
    try (AssetService service = serve(pagePerFile(), "/static/")) {
      Answer answer =
          get(service, "/nothing", HTML, field("If-None-Match", "*"), field("Range", "bytes=0-1"));
      Answer head = Answer.to(service, "HEAD", "/nothing", HTML);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).isEqualTo("<p>404.html");
      assertThat(answer.value("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(answer.value("Cache-Control")).contains("no-store");
      assertThat(answer.value("X-Passthrough")).contains("miss");
      assertThat(head.fields()).isEqualTo(get(service, "/nothing", HTML).fields());
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void notFoundPage_beyondTheMemory_isSentFromItsFile() throws IOException {
    Site site = pagePerFile();
    try (AssetService service =
        AssetService.open(
            Config.of(site.root(), "/", "/static/", 0, false),
            PublishConfig.DEFAULT,
            Optional.empty())) {
      assertThat(get(service, "/nothing", HTML).text()).isEqualTo("<p>404.html");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /package/chart.js | 200 | <p>index.html
          /blob/README.md | 200 | <p>index.html
          /chart.js | 200 | <p>index.html
          /assets/gone-Ck8ZpQ3x.js | 404 | 'Not found\n'
          /assets/gone.js | 404 | 'Not found\n'
          /assets/gone.png | 200 | <p>index.html
          /other/0a1b2c3d4e5f6071.js | 404 | 'Not found\n'
          /sw.js | 200 | <p>sw.js
          """)
  void document_toADottedPathOfAWholeSite_isThePageWhereNoAssetsLie(
      String target, int status, String text) throws IOException {
    Site site =
        site(
            "index.html",
            "sw.js",
            "assets/a-BZm3LliW.js",
            "assets/b-CY1umDjG.js",
            "assets/c-D9uV2kPq.js",
            "assets/logo.png");

    try (AssetService service = serve(site, "/")) {
      Answer answer = get(service, target, DOCUMENT);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text()).isEqualTo(text.replace("\\n", "\n"));
      assertThat(get(service, target, SCRIPT).text()).doesNotContain("index.html");
      assertThat(get(service, target, HTML).text()).doesNotContain("index.html");
    }
  }

  private static void put(MemoryStore store, String key) {
    store.put(
        AssetKey.of(key),
        Content.of("stored".getBytes(StandardCharsets.UTF_8)),
        AssetHeaders.of("text/javascript"),
        PutCondition.ALWAYS);
  }

  @Test
  void document_toANameThatOnlyAStoreWithoutRecordsHas_isThatFile() throws IOException {
    MemoryStore store = new MemoryStore();
    put(store, "guide/manual.js");
    Site site = site("index.html");

    try (AssetService service = Gateways.open(Config.of(site.root(), "/"), store)) {
      Answer stored = get(service, "/guide/manual.js", DOCUMENT);
      Answer page = get(service, "/guide/chart.js", DOCUMENT);
      Answer script = get(service, "/guide/manual.js", SCRIPT);

      assertThat(stored.text()).isEqualTo("stored");
      assertThat(page.text()).isEqualTo("<p>index.html");
      assertThat(page.value("Vary")).contains("Sec-Fetch-Dest");
      assertThat(script.value("Vary")).contains("Sec-Fetch-Dest");
      assertThat(script.value("Cache-Control")).contains("no-cache");
    }
  }

  @Test
  void document_whenTheStoreIsDown_isThePage() throws IOException {
    TroubledStore store = new TroubledStore();
    store.fail(Kind.UNAVAILABLE);
    Site site = site("index.html");

    try (AssetService service = Gateways.open(Config.of(site.root(), "/"), store)) {
      assertThat(get(service, "/package/chart.js", DOCUMENT).text()).isEqualTo("<p>index.html");
      assertThat(get(service, "/users/5", HTML).text()).isEqualTo("<p>index.html");
    }
  }

  @Test
  void document_toANameLikeThoseOfARelease_isMissingAndNotThePage() throws IOException {
    MemoryStore store = new MemoryStore();
    Site old = new Site(folder.resolve("old"));
    old.write("index.html", "old");
    old.write("chunks/main.7322c8a5.js", "1");
    old.write("LICENSE", "licence");
    Rollout.publishAll(store, old, "r1");
    Site site = site("index.html");

    try (AssetService service = Gateways.open(Config.of(site.root(), "/"), store)) {
      Answer recorded = Gateways.eventually(service, "/chunks/main.7322c8a5.js", 200);

      assertThat(recorded.text()).isEqualTo("1");
      assertThat(get(service, "/chunks/gone.js", DOCUMENT).status()).isEqualTo(404);
      assertThat(get(service, "/package/chart.js", DOCUMENT).text()).isEqualTo("<p>index.html");
      assertThat(get(service, "/LICENSE", DOCUMENT).text()).isEqualTo("licence");
    }
  }
}
