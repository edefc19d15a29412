package io.passthrough.spring;

import static io.passthrough.spring.Site.field;
import static io.passthrough.spring.Site.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** URLs in pages that templates render. */
@ExtendWith(OutputCaptureExtension.class)
class UrlTest {

  private static final String PAGE =
      """
      <script th:src="@{/static/main.js(v=1)}"
              th:integrity="${passthrough.integrity('main.js')}"></script>
      <link rel="stylesheet" th:href="@{/static/main.css}">
      <a th:href="@{/orders/42}">Order</a>
      <img th:src="@{/static/mian.js}" th:alt="${passthrough.url('main.css')}">
      """;

  @TempDir private Path folder;
  private Rollout rollout;

  @BeforeEach
  void publish() throws IOException {
    rollout = Rollout.in(folder);
    rollout.write("templates/page.html", PAGE.getBytes(StandardCharsets.UTF_8));
  }

  private Site start(String... properties) {
    String[] all = Arrays.copyOf(properties, properties.length + 1);
    all[properties.length] = "spring.thymeleaf.prefix=file:" + folder + "/templates/";
    return Site.start(rollout, ShopApplication.class, all);
  }

  @Test
  void template_unchanged_rendersFingerprintedUrls(CapturedOutput output) throws IOException {
    try (Site site = start()) {
      String page = text(site.get("/page"));

      assertThat(page)
          .contains(
              "src=\"/" + Rollout.OWN_SCRIPT + "?v=1\"",
              "integrity=\"sha256-",
              "href=\"/" + Rollout.OWN_STYLE + "\"",
              "alt=\"/" + Rollout.OWN_STYLE + "\"",
              "href=\"/orders/42\"",
              "src=\"/static/mian.js\"");

      site.get("/page");
      assertThat(output).containsOnlyOnce("'mian.js': did you mean 'main.js'?");
      assertThat(site.bean(StartReport.class).standing().notices())
          .anyMatch(notice -> notice.contains("'mian.js'"));
    }
  }

  @Test
  void template_withContextPathAndServletPath_rendersThem() throws IOException {
    try (Site site = start("server.servlet.context-path=/shop")) {

      assertThat(text(site.get("/shop/page")))
          .contains(
              "src=\"/shop/" + Rollout.OWN_SCRIPT + "?v=1\"",
              "alt=\"/shop/" + Rollout.OWN_STYLE + "\"");
    }
  }

  @Test
  void template_withACdn_rendersItsUrls() throws IOException {
    try (Site site = start("passthrough.gateway.assets.cdn=https://cdn.example.com")) {

      assertThat(text(site.get("/page")))
          .contains("src=\"https://cdn.example.com/" + Rollout.OWN_SCRIPT + "?v=1\"");
    }
  }

  @Test
  void resourceUrlProvider_ofSpring_knowsTheUrls() {
    try (Site site = start()) {

      assertThat(site.bean(ResourceUrlProvider.class).getForLookupPath("/static/main.css"))
          .isEqualTo("/" + Rollout.OWN_STYLE);
    }
  }

  @Test
  void template_withoutItsManifest_rendersUnversionedUrls() throws IOException {
    Files.writeString(rollout.own().resolve("static/asset-manifest.json"), "{\"files\": {");

    try (Site site = start()) {

      assertThat(text(site.get("/page"))).contains("src=\"/static/main.js?v=1\"");
    }
  }

  @Test
  void plainFile_withoutABundler_isAnsweredUnderTheHashedUrlOfItsPage() throws IOException {
    rollout.write("own/static/shop.css", "body { background: url(logo.svg) }\n".getBytes());
    rollout.write("own/static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n".getBytes());
    rollout.write("templates/page.html", "<link th:href=\"@{/static/shop.css}\">".getBytes());
    String globs = "passthrough.publish.fingerprint.include";

    try (Site site = start(globs + "[0]=*.css", globs + "[1]=*.svg")) {
      String page = text(site.get("/page"));
      assertThat(page).containsPattern("href=\"/static/shop\\.[0-9a-f]{16}\\.css\"");

      HttpResponse<byte[]> style = site.get(page.split("\"")[1]);

      assertThat(field(style, "Cache-Control")).contains("immutable");
      assertThat(text(style)).containsPattern("url\\(logo\\.[0-9a-f]{16}\\.svg\\)");
    }
  }

  /** An application with a page. */
  @Configuration(proxyBeanMethods = false)
  @Import({PlainApplication.class, ShopApplication.Pages.class})
  static class ShopApplication {

    @Controller
    static class Pages {

      @GetMapping("/page")
      String page() {
        return "page";
      }
    }
  }
}
