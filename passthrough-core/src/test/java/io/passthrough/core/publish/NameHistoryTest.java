package io.passthrough.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.scan.Glob;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of names when releases are published one after the other. */
class NameHistoryTest {

  @TempDir Path folder;

  private final Shop shop = Shop.open();

  private PublishResult publish(String release, Map<String, String> files) {
    return publish(release, files, ScanRules.of(AssetUrls.ROOT));
  }

  private PublishResult publish(String release, Map<String, String> files, ScanRules rules) {
    Path root = folder.resolve(release);
    files.forEach((path, text) -> write(root.resolve(path), text));
    try (Build build = Build.open(root)) {
      return shop.pipeline.publish(
          ReleaseScanner.scan(build, rules), Optional.of(ReleaseName.of(release)));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AssetKind kind(String release, String key) {
    return new RecordStore(shop.store)
        .read(new ManifestName(ReleaseName.of(release))).assets().stream()
            .filter(asset -> asset.key().value().equals(key))
            .findFirst()
            .orElseThrow()
            .kind();
  }

  @Test
  void publish_otherBytesUnderAName_makeItAndItsFamilyMutable() {
    publish("r1", Map.of("home.7322c8a5.js", "1", "about.5dbf8765.js", "1"));

    PublishResult result =
        publish(
            "r2",
            Map.of(
                "home.7322c8a5.js", "2",
                "about.5dbf8765.js", "1",
                "about.5dbf8765.js.map", "m",
                "news.0a1b2c3d.js", "1"));

    assertThat(kind("r2", "home.7322c8a5.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "about.5dbf8765.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "about.5dbf8765.js.map")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "news.0a1b2c3d.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("'home.7322c8a5.js'", "'r1'", "'r2'", "CDN", "2 names of the same form");
  }

  @Test
  void publish_namesThatAreMutableAlready_stayWithoutAWarning() {
    publish("r1", Map.of("home.7322c8a5.js", "1"));
    publish("r2", Map.of("home.7322c8a5.js", "2"));

    PublishResult result = publish("r3", Map.of("home.7322c8a5.js", "3"));

    assertThat(kind("r3", "home.7322c8a5.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void publish_membersThatTwoReleasesConfirmed_stayFingerprinted() {
    publish("r1", Map.of("home.7322c8a5.js", "1", "about.5dbf8765.js", "1", "x.9c1d2e3f.js", "1"));

    publish("r2", Map.of("home.0b1c2d3e.js", "2", "about.5dbf8765.js", "1", "x.9c1d2e3f.js", "2"));

    assertThat(kind("r2", "home.0b1c2d3e.js")).isEqualTo(AssetKind.FINGERPRINTED);
    assertThat(kind("r2", "about.5dbf8765.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "x.9c1d2e3f.js")).isEqualTo(AssetKind.MUTABLE);
  }

  @Test
  void publish_mostOfAConfirmedFamilyRewritten_isAConflict() {
    publish("r1", Map.of("home.7322c8a5.js", "1", "about.5dbf8765.js", "1"));
    publish("r2", Map.of("home.0b1c2d3e.js", "2", "about.6e0f1a2b.js", "2"));

    assertThatThrownBy(
            () -> publish("r3", Map.of("home.0b1c2d3e.js", "2+", "about.6e0f1a2b.js", "2+")))
        .isInstanceOfSatisfying(
            PassthroughException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(e.next()).contains("build once", "settings into a mutable file");
            });
  }

  @Test
  void publish_nameThatMayBeWords_disprovesOnlyItself() {
    Map<String, String> first =
        Map.of(
            "a/x-BZm3LliW.js", "1",
            "a/y-CY1umDjG.js", "1",
            "a/z-D9uV2kPq.js", "1",
            "a/w-Ck8ZpQ3x.js", "1",
            "a/v-BuPIv-2h.js", "1");
    publish("r1", first);
    assertThat(kind("r1", "a/v-BuPIv-2h.js")).isEqualTo(AssetKind.FINGERPRINTED);
    Map<String, String> second = new HashMap<>(first);
    second.put("a/v-BuPIv-2h.js", "2");

    publish("r2", second);

    assertThat(kind("r2", "a/v-BuPIv-2h.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "a/x-BZm3LliW.js")).isEqualTo(AssetKind.FINGERPRINTED);
  }

  @Test
  void publish_sameBytesWithoutTheNeighbours_keepTheKind() {
    Map<String, String> neighbours =
        Map.of(
            "a/x-BZm3LliW.png", "1",
            "a/y-CY1umDjG.png", "1",
            "a/z-D9uV2kPq.png", "1");
    publish("r1", neighbours);

    publish("r2", Map.of("a/x-BZm3LliW.png", "1", "index.html", "2"));

    assertThat(kind("r2", "a/x-BZm3LliW.png")).isEqualTo(AssetKind.FINGERPRINTED);
  }

  @Test
  void publish_sameBytesThatWereMutable_stayMutable() {
    publish("r1", Map.of("a/x-BZm3LliW.png", "1"));

    publish(
        "r2",
        Map.of(
            "a/x-BZm3LliW.png", "1",
            "a/y-CY1umDjG.png", "1",
            "a/z-D9uV2kPq.png", "1"));

    assertThat(kind("r2", "a/x-BZm3LliW.png")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "a/y-CY1umDjG.png")).isEqualTo(AssetKind.FINGERPRINTED);
  }

  @Test
  void publish_partsOfADividedChunk_areMutableFromTheFirstReleaseOn() {
    publish(
        "r1",
        Map.of("js/main-37f2faf7.js", "1", "js/main-b4dbfe10.js", "same", "js/157.js", "lazy 1"));

    PublishResult result =
        publish(
            "r2",
            Map.of(
                "js/main-37f2faf7.js", "2", "js/main-b4dbfe10.js", "same", "js/157.js", "lazy 2"));

    assertThat(kind("r1", "js/main-37f2faf7.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(kind("r2", "js/main-b4dbfe10.js")).isEqualTo(AssetKind.MUTABLE);
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void publish_otherBytesUnderAConfiguredName_areAConflict() {
    ScanRules rules =
        new ScanRules(
            AssetUrls.ROOT, List.of(), List.of(Glob.of("main.*")), List.of(), Optional.empty(), 1);
    publish("r1", Map.of("main.7322c8a5.js", "1"), rules);

    assertThatThrownBy(() -> publish("r2", Map.of("main.7322c8a5.js", "2"), rules))
        .hasMessageContaining("has other bytes in release 'r1'");
  }

  @Test
  void publish_otherBytesUnderAManifestsName_areAConflict() {
    String manifest = "{\"main.js\": \"main.7322c8a5.js\"}";
    publish("r1", Map.of("main.7322c8a5.js", "1", "manifest.json", manifest));

    assertThatThrownBy(
            () -> publish("r2", Map.of("main.7322c8a5.js", "2", "manifest.json", manifest)))
        .hasMessageContaining("has other bytes in release 'r1'");
  }
}
