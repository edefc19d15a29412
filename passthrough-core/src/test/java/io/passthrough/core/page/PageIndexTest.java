package io.passthrough.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.url.AssetUrls;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which page answers for a path, for many roots. */
class PageIndexTest {

  private static final UrlSpace SPACE = new UrlSpace(new AssetUrls("/", "/static/"), false);

  /** Files with bytes of their own; {@code a=b} has those of {@code b}. */
  private static Map<String, Sha256> files(String mount, String names) {
    Map<String, Sha256> files = new HashMap<>();
    for (String each : names.split(" ", -1)) {
      String[] parts = each.split("=", 2);
      String bytes = parts[parts.length - 1];
      files.put(mount + parts[0], Sha256.of(bytes.getBytes(StandardCharsets.UTF_8)));
    }
    return files;
  }

  private static PageIndex index(String names) {
    return PageIndex.of(SPACE, SpaConfig.DEFAULT, files("/", names));
  }

  private static String found(Optional<Page> page) {
    return page.map(it -> it.file() + " " + it.status() + " " + it.rule()).orElse("none");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index.html | / | /index.html 200 INDEX
          index.html | /users/5 | /index.html 200 INDEX
          index.html | /a/b/c/d/e/f | /index.html 200 INDEX
          index.html | /api | none
          index.html | /api/users | none
          index.html | /apis | /index.html 200 INDEX
          index.html | /.well-known/nothing | none
          index.html admin/index.html | /users/5 | /index.html 200 INDEX
          index.html admin/index.html | /admin/users/5 | /admin/index.html 200 INDEX
          index.html admin/index.html | /admin/ | /admin/index.html 200 INDEX
          index.html admin/index.html | /administrators | /index.html 200 INDEX
          index.html admin/index.html | /other/admin/x | /index.html 200 INDEX
          en/index.html de/index.html | /de/products/5 | /de/index.html 200 INDEX
          en/index.html de/index.html | /en/ | /en/index.html 200 INDEX
          en/index.html de/index.html | /products/5 | none
          en/index.html de/index.html | / | none
          a/b/c/index.html | /a/b/x | none
          a/b/c/index.html | /a/b/c/x | /a/b/c/index.html 200 INDEX
          index.html 200.html | /item/7 | /200.html 200 SHELL
          index.html __spa-fallback.html | /item/7 | /__spa-fallback.html 200 SHELL
          200.html __spa-fallback.html 404.html | /item/7 | /200.html 200 SHELL
          __spa-fallback.html 404.html | /item/7 | /__spa-fallback.html 200 SHELL
          index.html 404.html | /nothing | /404.html 404 NOT_FOUND
          index.html 404.html=index.html | /route | /404.html 200 COPIED_INDEX
          index.html a/index.html 404.html=a/index.html | /route | /404.html 404 NOT_FOUND
          index.html 404.html admin/index.html | /admin/users/5 | /404.html 404 NOT_FOUND
          index.html 200.html admin/index.html | /admin/users/5 | /200.html 200 SHELL
          index.html 404.html admin/200.html | /admin/users/5 | /admin/200.html 200 SHELL
          index.html 404.html admin/200.html | /users/5 | /404.html 404 NOT_FOUND
          index.html 200.html de/404.html | /de/x | /de/404.html 404 NOT_FOUND
          index.html 200.html de/404.html | /de/x/y/z | /de/404.html 404 NOT_FOUND
          index.html docs/404.html=docs/index.html docs/index.html | /docs/x \
          | /docs/404.html 200 COPIED_INDEX
          index.html admin/404.html | /admin/x | /admin/404.html 404 NOT_FOUND
          index.html admin/404.html | /x | /index.html 200 INDEX
          200.html | / | /200.html 200 SHELL
          about.html | /nothing | none
          index.html package/chart.js.html | /package/chart.js | /package/chart.js.html 200 CLEAN_URL
          index.html static/200.html | /static/x | /static/200.html 200 SHELL
          """)
  void find_path_isThePageOfTheNearestFolder(String files, String path, String expected) {
    assertThat(found(index(files).find(path))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          about.html | /about | /about.html
          item/a.html | /item/a | /item/a.html
          item/ü.html | /item/ü | /item/ü.html
          about.html about/index.html | /about | /about.html
          about.html about/index.html | /about/ | /about/index.html
          about.html about | /about |
          docs/index.html | /docs/ | /docs/index.html
          docs/index.html | /docs/index | /docs/index.html
          blog/v1.2.html | /blog/v1.2 | /blog/v1.2.html
          static/about.html | /static/about |
          package/chart.js.html | /package/chart.js |
          """)
  void aliases_ofAFile_areItsNamesForEveryone(String files, String path, String expected) {
    assertThat(index(files).aliases().get(path)).isEqualTo(expected);
  }

  @Test
  void redirects_ofAFolderWithAnIndex_giveWayToAPageOfItsName() {
    PageIndex index = index("index.html docs/index.html about.html about/index.html ü/index.html");

    assertThat(index.redirects())
        .containsExactlyInAnyOrderEntriesOf(Map.of("/docs", "/docs/", "/ü", "/%C3%BC/"));
  }

  @ParameterizedTest
  @CsvSource({"/shop/cart, /shop/index.html", "/shop/, /shop/index.html", "/other, ''", "/, ''"})
  void find_ofAMountedRoot_isBelowTheMount(String path, String expected) {
    UrlSpace space = new UrlSpace(new AssetUrls("/shop/", "/shop/static/"), false);
    PageIndex index = PageIndex.of(space, SpaConfig.DEFAULT, files("/shop/", "index.html"));

    assertThat(index.find(path).map(Page::file).orElse("")).isEqualTo(expected);
  }

  @Test
  void find_withAConfiguredPage_isThatOneEverywhere() {
    SpaConfig spa = new SpaConfig(Optional.of("app.html"), true, List.of("/api/"));
    PageIndex index =
        PageIndex.of(SPACE, spa, files("/", "index.html 404.html app.html d/200.html"));

    assertThat(found(index.find("/d/x"))).isEqualTo("/app.html 200 CONFIGURED");
    assertThat(found(index.find("/x"))).isEqualTo("/app.html 200 CONFIGURED");
    assertThat(found(index.find("/api/x"))).isEqualTo("none");
  }

  @Test
  void find_withoutFallback_isNone() {
    SpaConfig spa = new SpaConfig(Optional.empty(), false, List.of());

    assertThat(PageIndex.of(SPACE, spa, files("/", "index.html 404.html")).find("/x")).isEmpty();
  }

  @Test
  void index_withoutTheConfiguredPage_namesIt() {
    SpaConfig spa = new SpaConfig(Optional.of("app.html"), true, List.of());

    assertThatThrownBy(() -> PageIndex.of(SPACE, spa, files("/", "index.html")))
        .hasMessageContaining("'/app.html'")
        .hasMessageContaining("gateway.spa.page");
  }
}
