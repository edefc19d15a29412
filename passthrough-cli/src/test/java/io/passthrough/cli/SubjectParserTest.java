package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetKey;
import io.passthrough.core.url.AssetUrls;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a user types to a key, and back to a URL. */
final class SubjectParserTest {

  private final SubjectParser parser = new SubjectParser(new AssetUrls("/", "/static/"));

  @ParameterizedTest
  @CsvSource({
    "js/a.js, js/a.js",
    "/static/js/a.js, js/a.js",
    "https://x.test/static/js/a.js?v=1#x, js/a.js",
    "/static/a%20b+c.js, a b+c.js",
    "/static/%C3%A4.js, ä.js"
  })
  void key_ofEveryForm_isFound(String typed, String key) {
    assertThat(parser.parse(typed).key()).contains(AssetKey.of(key));
  }

  @ParameterizedTest
  @CsvSource({
    "/favicon.ico, /favicon.ico",
    "https://x.test, /",
    "https://x.test?v=1, /?v=1",
    "/, /",
    "/de/products/5?x#y, /de/products/5?x",
    "/go/https%3A%2F%2Fx, /go/https%3A%2F%2Fx"
  })
  void target_outsideTheBase_hasNoKey(String typed, String target) {
    assertThat(parser.parse(typed)).isEqualTo(new Subject(target, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/100%.js",
        "/static//a.js",
        "/static/../a.js",
        "/static/a%2fb.js",
        "/static/a%5cb.js",
        "/static/a%00.js",
        "/static/a b.js",
        "/static/\u00e4.js",
        "/static/%ff.js",
        "/static/a.js?a b"
      })
  void key_ofAUrlThatAGatewayRefuses_isRefusedToo(String typed) {
    assertThatThrownBy(() -> parser.parse(typed))
        .hasMessageContaining("A gateway refuses this URL");
  }
}
