package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.a3762de8.chunk.js",
        "js/2.19319c15.chunk.js",
        "_nuxt/BNlmDCo1.js",
        "chunk-RWL56OKC.js",
        "Exposes-Dj-9o-KP.js",
        "logo-BuPIv-2h.svg",
        "chunk-D3aLTjX52.js",
        "remoteEntry.0f1e2d3c4b5a69788796a5b4c3d2e1f0.entry.js",
        "app-9C68D5E8.css",
        "floating-ui.react-BJkb1PAO.js",
        "css/base.27e20196a850.css",
        "d41d8cd98f.js",
        "jquery-3a4b5c6d.min.js",
        "app-AbCd1234.js"
      })
  void isStrong_hash_isTold(String name) {
    assertThat(Fingerprints.isStrong(AssetKey.of(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "favicon.ico",
        "a3762de8/main.js",
        "icon-1024x1024.png",
        "1024x768.png",
        "report-20240131.pdf",
        "backup-202401311200.json",
        "01-02-24.txt",
        "Icon-192.png",
        "Logo_512.png",
        "Roboto-Medium15.woff2",
        "iPhone15.png",
        "swagger-ui-bundle.min.js",
        "builds/meta/3afbe573-822f-4394-8c03-4b29846c03cc.json",
        "main.a3762de8.chunk.js.map",
        "main.a3762de8.js.LICENSE.txt",
        "chunk-123456789.js",
        "deadbeef.js",
        "settings.js",
        "fullName.js"
      })
  void isStrong_wordSizeDateOrDoubt_isNot(String name) {
    assertThat(Fingerprints.isStrong(AssetKey.of(name))).isFalse();
  }

  private static boolean isFingerprinted(String path, String... neighbours) {
    List<String> paths = new ArrayList<>(List.of(neighbours));
    paths.add(path);
    return new Fingerprints(paths).isFingerprinted(path);
  }

  @Test
  void isFingerprinted_weakTokenAmongThreeStrong_counts() {
    assertThat(
            isFingerprinted(
                "a/B-DkfGhLmN.js", "a/x-BNlmDCo1.js", "a/y-CLsCjV2Q.js", "a/z-B1g7eqSN.js"))
        .isTrue();
  }

  @Test
  void isFingerprinted_weakTokenAmongTwoStrong_doesNot() {
    assertThat(isFingerprinted("a/B-DkfGhLmN.js", "a/x-BNlmDCo1.js", "a/y-CLsCjV2Q.js")).isFalse();
  }

  @Test
  void isFingerprinted_strongNamesOfAnotherFolder_doNotHelp() {
    assertThat(
            isFingerprinted(
                "a/B-DkfGhLmN.js", "b/x-BNlmDCo1.js", "b/y-CLsCjV2Q.js", "b/z-B1g7eqSN.js"))
        .isFalse();
  }

  @Test
  void isFingerprinted_strongTokensInAnotherPlace_doNotHelp() {
    assertThat(
            isFingerprinted(
                "a/B-DkfGhLmN.js", "a/x.BNlmDCo1.js", "a/y.CLsCjV2Q.js", "a/z.B1g7eqSN.js"))
        .isFalse();
  }

  @Test
  void isFingerprinted_companionsOfOneName_countOnce() {
    assertThat(
            isFingerprinted(
                "a/B-DkfGhLmN.js",
                "a/x-BNlmDCo1.js",
                "a/x-BNlmDCo1.js.map",
                "a/x-BNlmDCo1.js.LICENSE.txt"))
        .isFalse();
  }

  @Test
  void isFingerprinted_onlyDecimalDigitsAmongStrong_counts() {
    assertThat(isFingerprinted("12345678.js", "12ab56789.js", "a2345678e.js", "cc123456789.js"))
        .isTrue();
  }

  @Test
  void isFingerprinted_onlyCapitalsAmongStrong_counts() {
    assertThat(
            isFingerprinted(
                "chunk-ABJURGQA.js", "chunk-RWL56OKC.js", "chunk-2GTXK3QU.js", "main-AXY7ZQ4B.js"))
        .isTrue();
  }

  @Test
  void isFingerprinted_dateAmongStrong_doesNot() {
    assertThat(isFingerprinted("a-31122024.js", "b-12ab5678.js", "c-a2345678.js", "d-cc123456.js"))
        .isFalse();
  }
}
