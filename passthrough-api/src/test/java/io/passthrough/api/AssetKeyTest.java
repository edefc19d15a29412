package io.passthrough.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "js/main.a3762de8.chunk.js",
        "app/[...slug]/page-1f.js",
        "(group)/@scope/a%2Fb+c#d?e.js",
        "~$!'{};,&=.js",
        "...",
        "a b/\u00e9/\ud83d\ude48.js",
        ".passthrough/files/0a",
        "x/.passthrough-fs/y"
      })
  void key_bundlerName_isLegal(String text) {
    assertThat(AssetKey.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/./b",
        "a/../b",
        "a\\b",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        "\ud800",
        "e\u0301.js",
        ".passthrough-fs/staging/x"
      })
  void key_badText_isRefusedWithTheText(String text) {
    assertThat(AssetKey.parse(text)).isEmpty();
    assertThatThrownBy(() -> AssetKey.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Illegal key: ")
        .hasMessageEndingWith("'" + text + "'");
  }

  @Test
  void key_longestSegmentAndKey_areLegalAndOneMoreByteIsNot() {
    String segment = "a".repeat(253) + "\u00e9";
    String key = String.join("/", segment, segment, segment, segment) + "";

    assertThat(AssetKey.of(key).value()).hasSize(4 * 254 + 3);
    assertThat(AssetKey.fault(segment + "b")).contains("it has a segment of more than 255 bytes");
    assertThat(AssetKey.fault(key + "/b")).contains("it has more than 1024 bytes");
  }

  @Test
  void order_beyondTheBasicPlane_isOfBytesAndNotOfChars() {
    List<AssetKey> sorted =
        Stream.of("\ud83d\ude00", "\ufffd", "a/b", "a-b", "a").map(AssetKey::of).sorted().toList();

    assertThat(sorted)
        .extracting(AssetKey::value)
        .isEqualTo(Arrays.asList("a", "a-b", "a/b", "\ufffd", "\ud83d\ude00"));
  }

  @Test
  void fileName_nestedKey_isTheLastSegment() {
    assertThat(AssetKey.of("js/lib/a.js").fileName()).isEqualTo("a.js");
    assertThat(AssetKey.of("a.js").fileName()).isEqualTo("a.js");
  }
}
