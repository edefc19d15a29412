package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what a user types to a key, and back to a URL. */
final class AssetUrlTest {

  private final AssetUrl urls = new AssetUrl("/static/");

  @ParameterizedTest
  @CsvSource({
    "js/a.js, js/a.js",
    "/static/js/a.js, js/a.js",
    "https://x.test/static/js/a.js?v=1#x, js/a.js",
    "/static/a%20b+c.js, a b+c.js",
    "/static/%C3%A4.js, ä.js"
  })
  void key_ofEveryForm_isFound(String typed, String key) {
    assertThat(urls.key(typed)).isEqualTo(AssetKey.of(key));
  }

  @Test
  void key_outsideTheBase_isRefusedNamingTheBase() {
    assertThatThrownBy(() -> urls.key("/favicon.ico")).hasMessageContaining("'/static/'");
  }

  @Test
  void key_ofABrokenEscape_isRefused() {
    assertThatThrownBy(() -> urls.key("/static/100%.js")).hasMessageContaining("%-escape");
  }

  @Test
  void url_ofAKeyWithUnusualLetters_isEscaped() {
    assertThat(urls.url(AssetKey.of("[...slug]/ä b%.js")))
        .isEqualTo("/static/%5B...slug%5D/%C3%A4%20b%25.js");
  }
}
