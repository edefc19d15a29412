package io.passthrough.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
  void utf8Order_randomTexts_agreesWithTheBytes() {
    List<String> texts = randomTexts(new Random(7));
    List<String> byBytes = new ArrayList<>(texts);
    byBytes.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));

    texts.sort(AssetKey.utf8Order());

    assertThat(texts).isEqualTo(byBytes);
  }

  private static List<String> randomTexts(Random random) {
    int[] alphabet = {'a', 'b', 0xe9, 0x7ff, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int[] points =
          random.ints(random.nextInt(6), 0, alphabet.length).map(j -> alphabet[j]).toArray();
      texts.add(new String(points, 0, points.length));
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "js", "js/", "js/ma", "app/..", "app/.", ".", "..", ".passthrough", "a b/"})
  void prefix_startOfSomeKey_isLegal(String start) {
    assertThat(AssetKey.prefixFault(start)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "a//", "../a", "a/../", "./", "a\\b", "a\u0000", "\ud83d", ".passthrough-"})
  void prefix_startOfNoKey_isRefused(String start) {
    assertThat(AssetKey.prefixFault(start)).isPresent();
  }

  @Test
  void prefix_wholeKeyOfTheLongestSegment_isLegal() {
    assertThat(AssetKey.prefixFault("a".repeat(255))).isEmpty();
    assertThat(AssetKey.prefixFault("a".repeat(256))).isPresent();
  }

  @Test
  void fileName_nestedKey_isTheLastSegment() {
    assertThat(AssetKey.of("js/lib/a.js").fileName()).isEqualTo("a.js");
    assertThat(AssetKey.of("a.js").fileName()).isEqualTo("a.js");
  }
}
