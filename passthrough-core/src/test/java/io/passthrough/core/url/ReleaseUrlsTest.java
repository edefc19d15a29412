package io.passthrough.core.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.url.BaseUrl.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseUrlsTest {

  private static final String SHA384 = "sha384-" + "A".repeat(64);
  private static final AssetUrls AT_SHOP = new AssetUrls("/shop/", "/shop/static/");
  private static final BaseUrl CDN =
      BaseUrl.parse("https://cdn.example.com/", Origin.GATEWAY).orElseThrow();
  private static final BaseUrl BUCKET =
      BaseUrl.parse("https://bucket.example.com/web", Origin.STORE).orElseThrow();

  private static final ReleaseUrls URLS =
      ReleaseUrls.of(
          List.of(
              asset("css/style.css", AssetKind.MUTABLE, List.of(), ""),
              asset(
                  "css/style.0a1b2c3d.css", AssetKind.FINGERPRINTED, List.of("css/style.css"), ""),
              asset("js/main.aabbccdd.js", AssetKind.FINGERPRINTED, List.of("src/main.ts"), SHA384),
              asset("img/my logo.png", AssetKind.MUTABLE, List.of(), "")),
          AT_SHOP);

  private static ManifestAsset asset(
      String key, AssetKind kind, List<String> logical, String integrity) {
    return new ManifestAsset(
        AssetKey.of(key),
        kind,
        1,
        Sha256.of(key.getBytes(StandardCharsets.UTF_8)),
        "text/css",
        logical,
        Optional.of(integrity).filter(it -> !it.isEmpty()),
        List.of());
  }

  private static String url(ReleaseUrls urls, String name) {
    return urls.find(name).orElseThrow().url();
  }

  @Test
  void find_logicalName_isTheFingerprintedAssetAndNotTheUnversionedOne() {
    AssetUrl found = URLS.find("css/style.css").orElseThrow();

    assertThat(found.url()).isEqualTo("/shop/static/css/style.0a1b2c3d.css");
    assertThat(found.fingerprinted()).isTrue();
    assertThat(URLS.find("/css/style.css")).contains(found);
    assertThat(URLS.find("./css/style.css")).contains(found);
    assertThat(URLS.findPath("/shop/static/css/style.css")).contains(found);
  }

  @Test
  void find_key_isEncoded() {
    assertThat(url(URLS, "img/my logo.png")).isEqualTo("/shop/static/img/my%20logo.png");
    assertThat(url(URLS, "js/main.aabbccdd.js")).isEqualTo("/shop/static/js/main.aabbccdd.js");
  }

  @Test
  void integrity_fingerprinted_isTheManifestsOrOfTheHash() {
    assertThat(URLS.find("src/main.ts").orElseThrow().integrity()).contains(SHA384);
    assertThat(URLS.find("css/style.css").orElseThrow().integrity())
        .contains("sha256-pfpJMLxXGpJ+/pTD/Xbg3aWwbuQpuhsuGfS0paRnq00=");
  }

  @Test
  void integrity_nameWhoseBytesChange_isNone() {
    assertThat(URLS.find("img/my logo.png").orElseThrow().integrity()).isEmpty();
  }

  @Test
  void find_throughACdn_hasItsBase() {
    ReleaseUrls urls = URLS.through(CDN);

    assertThat(url(urls, "src/main.ts"))
        .isEqualTo("https://cdn.example.com/shop/static/js/main.aabbccdd.js");
    assertThat(url(urls, "img/my logo.png"))
        .isEqualTo("https://cdn.example.com/shop/static/img/my%20logo.png");
  }

  @Test
  void find_throughTheStoreItself_keepsOnTheHostWhatHasNoKeyThere() {
    ReleaseUrls urls = URLS.through(BUCKET);

    assertThat(url(urls, "src/main.ts"))
        .isEqualTo("https://bucket.example.com/web/js/main.aabbccdd.js");
    assertThat(url(urls, "img/my logo.png")).isEqualTo("/shop/static/img/my%20logo.png");
  }

  @Test
  void find_unknownName_isEmpty() {
    assertThat(URLS.find("css/styel.css")).isEmpty();
    assertThat(URLS.findPath("/other/css/style.css")).isEmpty();
    assertThat(URLS.find("")).isEmpty();
  }

  @Test
  void report_missingName_isToldOnceWithTheNearest() {
    MissingNames missing = new MissingNames();

    assertThat(missing.report("css/styel.css", URLS))
        .contains(
            "No asset of this release has the name 'css/styel.css': did you mean"
                + " 'css/style.css'?");
    assertThat(missing.report("css/styel.css", URLS)).isEmpty();
    assertThat(missing.report("video.mp4", URLS))
        .contains("No asset of this release has the name 'video.mp4': its URL is used as it is");
  }

  @Test
  void report_veryManyNames_endsToTell() {
    MissingNames missing = new MissingNames();
    for (int i = 0; i < 1_000; i++) {
      missing.report("name" + i, URLS);
    }

    assertThat(missing.report("one more", URLS)).isEmpty();
  }
}
