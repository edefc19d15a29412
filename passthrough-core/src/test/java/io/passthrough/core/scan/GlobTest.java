package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.passthrough.api.AssetKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.map                | js/deep/app.js.map
          *.map                | app.js.map
          /app.js              | app.js
          js/*.js              | js/app.js
          js/**                | js/deep/app.js
          **/app.js            | app.js
          **/app.js            | js/deep/app.js
          **.js                | js/app.js
          js/**/app.js         | js/app.js
          [a-c]?.js            | b1.js
          [!a-c].js            | d.js
          *.{png,jpg}          | img/x.jpg
          ts.worker-*.js       | _nuxt/ts.worker-CcjCNeXt.js
          a\\[1\\].js          | a[1].js
          a+b(c).js            | a+b(c).js
          """)
  void matches_keyThatFits_isTrue(String glob, String key) {
    assertThat(Glob.of(glob).matches(AssetKey.of(key))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.map                | js/app.map.js
          js/*.js              | js/deep/app.js
          js/*.js              | lib/js/app.js
          [!a-c].js            | a.js
          a?b.js               | a/b.js
          app.js               | js/xapp.js
          /app.js              | js/app.js
          *.{png,jpg}          | x.gif
          a.js                 | abjs
          """)
  void matches_keyThatDoesNotFit_isFalse(String glob, String key) {
    assertThat(Glob.of(glob).matches(AssetKey.of(key))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[a", "[", "[]", "[!", "{a,b", "{a,{b,c}}", "a\\", "[z-a].js", "js/[!a-z"})
  void of_globThatMeansNothing_isRefused(String glob) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.of(glob))
        .withMessageContaining("'" + glob + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [-a].js              | -.js
          [a-].js              | -.js
          [a&&b].js            | &.js
          [\\d].js             | d.js
          [^a].js              | ^.js
          """)
  void matches_bracketsWithLettersThatRegularExpressionsMind_takesThemAsTheyAre(
      String glob, String key) {
    assertThat(Glob.of(glob).matches(AssetKey.of(key))).isTrue();
  }
}
