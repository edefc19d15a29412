package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.build.ChangedFileException;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseScannerTest {

  @TempDir Path folder;

  private static ScanRules rules(String mount, String base) {
    return ScanRules.of(new AssetUrls(mount, base));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> keys(String mount, String base) {
    try (Build build = Build.open(folder)) {
      return ReleaseScanner.scan(build, rules(mount, base)).assets().stream()
          .map(asset -> asset.key().value())
          .toList();
    }
  }

  private List<ManifestAsset> assets(ScanRules rules) {
    try (Build build = Build.open(folder)) {
      return ReleaseScanner.scan(build, rules).assets();
    }
  }

  @Test
  void keys_createReactApp_areBelowStatic() throws IOException {
    write("index.html", "x");
    write("static/js/main.8bcc9fd4.js", "x");

    assertThat(keys("/", "/static/")).containsExactly("js/main.8bcc9fd4.js");
  }

  @Test
  void keys_ofWhichOnlyACodingIsThere_areThoseThatTheManifestNames() throws IOException {
    write("index.html", "x");
    write("manifest.json", "{\"main.js\": \"/static/main.8bcc9fd4.js\"}");
    try (OutputStream file =
            Files.newOutputStream(
                Files.createDirectory(folder.resolve("static")).resolve("main.8bcc9fd4.js.gz"));
        OutputStream out = new GZIPOutputStream(file)) {
      out.write("main".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(assets(rules("/", "/static/")))
        .singleElement()
        .satisfies(
            asset -> {
              assertThat(asset.key().value()).isEqualTo("main.8bcc9fd4.js");
              assertThat(asset.size()).isEqualTo("main".length());
              assertThat(asset.logical()).containsExactly("main.js");
              assertThat(asset.kind()).isEqualTo(AssetKind.FINGERPRINTED);
              assertThat(asset.codings()).hasSize(1);
            });
  }

  @Test
  void keys_vite_areBelowAssets() throws IOException {
    write("index.html", "x");
    write("assets/foo-BRBmoGS9.js", "x");

    assertThat(keys("/", "/assets/")).containsExactly("foo-BRBmoGS9.js");
  }

  @Test
  void keys_next_areBelowNextStatic() throws IOException {
    write("index.html", "x");
    write("_next/static/chunks/app/[slug]/page-0a1b2c3d4e5f6071.js", "x");

    assertThat(keys("/", "/_next/static/"))
        .containsExactly("chunks/app/[slug]/page-0a1b2c3d4e5f6071.js");
  }

  @Test
  void keys_baseSlash_areWholePaths() throws IOException {
    write("index.html", "x");
    write("static/js/main.8bcc9fd4.js", "x");

    assertThat(keys("/", "/")).containsExactly("index.html", "static/js/main.8bcc9fd4.js");
  }

  @Test
  void keys_mountEqualToBase_areWholePaths() throws IOException {
    write("main.ed5161fbef340a2973e6.js", "x");

    assertThat(keys("/-/static/", "/-/static/")).containsExactly("main.ed5161fbef340a2973e6.js");
  }

  @Test
  void keys_mountBelowBase_haveTheRestOfTheMount() throws IOException {
    write("js/a.js", "x");

    assertThat(keys("/shop/", "/")).containsExactly("shop/js/a.js");
  }

  @Test
  void keys_tooLongWithTheMount_areRefused() throws IOException {
    write("a.js", "x");
    String mount = "/m".repeat(600) + "/";

    assertThatThrownBy(() -> keys(mount, "/")).hasMessageContaining("more than 1024 bytes");
  }

  @Test
  void keys_dotNames_areNotPublished() throws IOException {
    write("a.js", "x");
    write(".env", "x");
    write(".well-known/assetlinks.json", "x");

    assertThat(keys("/", "/")).containsExactly(".well-known/assetlinks.json", "a.js");
  }

  @Test
  void scan_nothingUnderBase_namesTheBaseThatWouldWork() throws IOException {
    write("index.html", "x");
    write("assets/foo-BRBmoGS9.js", "x");
    write("assets/bar-C0rGS9_a.css", "x");

    assertThatThrownBy(() -> keys("/app/", "/static/"))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("lies under base '/static/'")
        .extracting(e -> ((PassthroughException) e).next())
        .isEqualTo("set gateway.assets.base to '/app/assets/'");
  }

  @Test
  void scan_emptyFolder_saysSo() {
    assertThatThrownBy(() -> keys("/", "/")).hasMessageContaining("no files in");
  }

  @Test
  void scan_everythingExcluded_saysSo() throws IOException {
    write("a.js", "x");
    ScanRules rules =
        new ScanRules(
            new AssetUrls("/", "/"),
            List.of(Glob.of("**")),
            List.of(),
            List.of(),
            Optional.empty(),
            1);

    assertThatThrownBy(() -> assets(rules)).hasMessageContaining("publish.exclude");
  }

  @Test
  void kinds_byName_areTold() throws IOException {
    write("index.html", "x");
    write("js/app.8bcc9fd4.chunk.js", "x");
    write("js/app.8bcc9fd4.chunk.js.map", "x");
    write("js/app.8bcc9fd4.chunk.js.LICENSE.txt", "x");
    write("js/plain.js.map", "x");

    assertThat(assets(rules("/", "/")))
        .extracting(asset -> asset.key().value(), ManifestAsset::kind)
        .containsExactly(
            tuple("index.html", AssetKind.MUTABLE),
            tuple("js/app.8bcc9fd4.chunk.js", AssetKind.FINGERPRINTED),
            tuple("js/app.8bcc9fd4.chunk.js.LICENSE.txt", AssetKind.COMPANION),
            tuple("js/app.8bcc9fd4.chunk.js.map", AssetKind.COMPANION),
            tuple("js/plain.js.map", AssetKind.MUTABLE));
  }

  @Test
  void kinds_staleCodingOfAFingerprintedName_isACompanion() throws IOException {
    write("app.8bcc9fd4.js", "x");
    write("app.8bcc9fd4.js.gz", "not its coding");
    write("alone.8bcc9fd4.js.gz", "x");

    assertThat(assets(rules("/", "/")))
        .extracting(asset -> asset.key().value(), ManifestAsset::kind)
        .containsExactly(
            tuple("alone.8bcc9fd4.js.gz", AssetKind.FINGERPRINTED),
            tuple("app.8bcc9fd4.js", AssetKind.FINGERPRINTED),
            tuple("app.8bcc9fd4.js.gz", AssetKind.COMPANION));
  }

  @Test
  void kinds_sourceMapOfAGlobbedName_isACompanion() throws IOException {
    write("worker.js", "x");
    write("worker.js.map", "x");
    write("alone.map", "x");
    ScanRules rules =
        new ScanRules(
            new AssetUrls("/", "/"),
            List.of(),
            List.of(Glob.of("worker.*"), Glob.of("alone.*")),
            List.of(),
            Optional.empty(),
            1);

    assertThat(assets(rules))
        .extracting(asset -> asset.key().value(), ManifestAsset::kind)
        .containsExactly(
            tuple("alone.map", AssetKind.FINGERPRINTED),
            tuple("worker.js", AssetKind.FINGERPRINTED),
            tuple("worker.js.map", AssetKind.COMPANION));
  }

  @Test
  void kinds_globs_overrule() throws IOException {
    write("v1/logo.png", "x");
    write("js/app.8bcc9fd4.js", "x");
    write("js/app.8bcc9fd4.js.map", "x");
    write("js/old.map", "x");
    ScanRules rules =
        new ScanRules(
            new AssetUrls("/", "/"),
            List.of(Glob.of("old.*")),
            List.of(Glob.of("v1/**")),
            List.of(Glob.of("app.*.js")),
            Optional.empty(),
            1);

    assertThat(assets(rules))
        .extracting(asset -> asset.key().value(), ManifestAsset::kind)
        .containsExactly(
            tuple("js/app.8bcc9fd4.js", AssetKind.MUTABLE),
            tuple("js/app.8bcc9fd4.js.map", AssetKind.MUTABLE),
            tuple("v1/logo.png", AssetKind.FINGERPRINTED));
  }

  @Test
  void types_comeFromTheExtension() throws IOException {
    write("a.css", "x");
    write("b.unknown", "x");

    assertThat(assets(rules("/", "/")))
        .extracting(ManifestAsset::type)
        .containsExactly("text/css; charset=utf-8", "application/octet-stream");
  }

  @Test
  void codings_ofANeighbour_areKeptWithIt() throws IOException {
    write("a.js", "hello");
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.js.gz")))) {
      out.write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    try (Build build = Build.open(folder)) {
      ScannedRelease release = ReleaseScanner.scan(build, rules("/", "/"));

      assertThat(release.assets()).hasSize(1);
      assertThat(release.assets().get(0).coded(ContentCoding.GZIP)).isPresent();
      assertThat(release.codings()).containsOnlyKeys(AssetKey.of("a.js"));
    }
  }

  @Test
  void contents_fileChangedSinceTheScan_fail() throws IOException {
    write("a.js", "hello");
    try (Build build = Build.open(folder)) {
      ScannedRelease release = ReleaseScanner.scan(build, rules("/", "/"));
      write("a.js", "other bytes");

      assertThatThrownBy(() -> release.contents().get(AssetKey.of("a.js")).open())
          .isInstanceOf(ChangedFileException.class);
    }
  }

  @Test
  void contents_unchanged_haveTheBytes() throws IOException {
    write("a.js", "hello");
    try (Build build = Build.open(folder)) {
      ScannedRelease release = ReleaseScanner.scan(build, rules("/", "/"));

      try (InputStream in = release.contents().get(AssetKey.of("a.js")).open()) {
        assertThat(in.readAllBytes()).asString().isEqualTo("hello");
      }
    }
  }
}
