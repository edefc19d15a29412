package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.build.Build;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format with names that only its manifest can tell: no token in them is strong. */
class BundlerManifestsTest {

  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ScannedRelease scan(String base, Optional<Path> manifest) {
    ScanRules rules =
        new ScanRules(new AssetUrls("/", base), List.of(), List.of(), List.of(), manifest, 2);
    try (Build build = Build.open(folder)) {
      return ReleaseScanner.scan(build, rules);
    }
  }

  private ScannedRelease scan() {
    return scan("/", Optional.empty());
  }

  private static ManifestAsset asset(ScannedRelease release, String key) {
    return release.assets().stream()
        .filter(asset -> asset.key().equals(AssetKey.of(key)))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFingerprinted(ScannedRelease release, String key, String... logical) {
    assertThat(asset(release, key).kind()).isEqualTo(AssetKind.FINGERPRINTED);
    assertThat(asset(release, key).logical()).containsExactly(logical);
  }

  @Test
  void flatMap_asInTheSeed_isRead() throws IOException {
    write("css/style-13qet57adg9.css", "x");
    write("img/logo-09zyx87wvu6.png", "x");
    write(
        "rev.json",
        """
        {
          "css/style.css": "css/style-13qet57adg9.css",
          "img/logo.png": "img/logo-09zyx87wvu6.png"
        }
        """);

    ScannedRelease release = scan();

    assertFingerprinted(release, "css/style-13qet57adg9.css", "css/style.css");
    assertFingerprinted(release, "img/logo-09zyx87wvu6.png", "img/logo.png");
  }

  @Test
  void flatMap_publicPathOfACdn_isTakenOff() throws IOException {
    write("static/main.zzz111yyy.js", "x");
    write("static/style.zzz111yyy.css", "x");
    write(
        "static/manifest.json",
        """
        {
          "main.js": "https://cdn.example.com/shop/static/main.zzz111yyy.js",
          "style.css": "//cdn.example.com/style.zzz111yyy.css?v=1"
        }
        """);

    ScannedRelease release = scan("/static/", Optional.empty());

    assertFingerprinted(release, "main.zzz111yyy.js", "main.js");
    assertFingerprinted(release, "style.zzz111yyy.css", "style.css");
  }

  @Test
  void flatMap_publicPathThatIsNoFolder_isTakenOff() throws IOException {
    write("main.zzz111yyy.js", "x");
    write("runtime.zzz111yyy.js", "x");
    write(
        "manifest.json",
        """
        {"main.js": "-/static/main.zzz111yyy.js", "runtime.js": "auto/runtime.zzz111yyy.js"}
        """);

    assertFingerprinted(scan(), "main.zzz111yyy.js", "main.js");
    assertFingerprinted(scan(), "runtime.zzz111yyy.js", "runtime.js");
  }

  @Test
  void webpackAssets_integrityAndEntryPoints_areRead() throws IOException {
    write("main-zzz111yyy.js", "x");
    write("styles-zzz111yyy.css", "x");
    write(
        "assets-manifest.json",
        """
        {
          "main.js": {
            "src": "main-zzz111yyy.js",
            "integrity": "sha256-AAAA sha512-CCCC sha384-BBBB"
          },
          "styles.css": {"src": "styles-zzz111yyy.css"},
          "entrypoints": {
            "main": {"assets": {"js": ["main-zzz111yyy.js"], "css": ["styles-zzz111yyy.css"]}}
          }
        }
        """);

    ScannedRelease release = scan();

    assertFingerprinted(release, "main-zzz111yyy.js", "main.js");
    assertFingerprinted(release, "styles-zzz111yyy.css", "styles.css");
    assertThat(asset(release, "main-zzz111yyy.js").integrity()).contains("sha512-CCCC");
  }

  @Test
  void vite_inItsDotFolder_isRead() throws IOException {
    write("assets/foo-zzz111yy.js", "x");
    write("assets/foo-zzz222yy.css", "x");
    write("assets/shared-zzz333yy.js", "x");
    write(
        ".vite/manifest.json",
        """
        {
          "_shared-zzz333yy.js": {"file": "assets/shared-zzz333yy.js", "name": "shared"},
          "views/foo.ts": {
            "file": "assets/foo-zzz111yy.js",
            "name": "foo",
            "src": "views/foo.ts",
            "isEntry": true,
            "imports": ["_shared-zzz333yy.js"],
            "css": ["assets/foo-zzz222yy.css"],
            "integrity": "sha384-AAAA"
          }
        }
        """);

    ScannedRelease release = scan("/assets/", Optional.empty());

    assertFingerprinted(release, "foo-zzz111yy.js", "views/foo.ts");
    assertFingerprinted(release, "foo-zzz222yy.css", "foo.css");
    assertFingerprinted(release, "shared-zzz333yy.js", "shared.js");
    assertThat(asset(release, "foo-zzz111yy.js").integrity()).contains("sha384-AAAA");
  }

  @Test
  void vite_manifestOfVersionFour_isRead() throws IOException {
    write("assets/main.zzz111yy.js", "x");
    write(
        "manifest.json",
        """
        {"main.js": {"file": "assets/main.zzz111yy.js", "src": "main.js", "isEntry": true}}
        """);

    assertFingerprinted(scan(), "assets/main.zzz111yy.js", "main.js");
  }

  @Test
  void createReactApp_filesAndEntryPoints_areRead() throws IOException {
    write("index.html", "x");
    write("static/js/main.zzz111yy.chunk.js", "x");
    write("static/js/2.zzz111yy.chunk.js", "x");
    write(
        "asset-manifest.json",
        """
        {
          "files": {
            "main.js": "/static/js/main.zzz111yy.chunk.js",
            "static/js/2.zzz111yy.chunk.js": "/static/js/2.zzz111yy.chunk.js",
            "index.html": "/index.html"
          },
          "entrypoints": ["static/js/2.zzz111yy.chunk.js", "static/js/main.zzz111yy.chunk.js"]
        }
        """);

    ScannedRelease release = scan("/static/", Optional.empty());

    assertFingerprinted(release, "js/main.zzz111yy.chunk.js", "main.js");
    assertThat(asset(release, "js/2.zzz111yy.chunk.js").kind()).isEqualTo(AssetKind.MUTABLE);
  }

  @Test
  void sprockets_currentAssets_areRead() throws IOException {
    write("assets/application-zzz111yyy.js", "x");
    write(
        "assets/.sprockets-manifest-0123456789abcdef.json",
        """
        {
          "files": {
            "application-zzz111yyy.js": {
              "logical_path": "application.js",
              "mtime": "2026-08-13T21:47:08-06:00",
              "size": 1,
              "digest": "zzz111yyy",
              "integrity": "sha256-AAAA="
            },
            "application-zzz000yyy.js": {"logical_path": "application.js"}
          },
          "assets": {"application.js": "application-zzz111yyy.js"}
        }
        """);

    ScannedRelease release = scan("/assets/", Optional.empty());

    assertFingerprinted(release, "application-zzz111yyy.js", "application.js");
    assertThat(asset(release, "application-zzz111yyy.js").integrity()).contains("sha256-AAAA=");
    assertThat(release.warnings()).isEmpty();
  }

  @Test
  void propshaft_digestedPaths_areRead() throws IOException {
    write("assets/one-zzz111yy.txt", "x");
    write(
        "assets/.manifest.json",
        """
        {"one.txt": {"digested_path": "one-zzz111yy.txt", "integrity": "sha384-AAAA"}}
        """);

    ScannedRelease release = scan("/assets/", Optional.empty());

    assertFingerprinted(release, "one-zzz111yy.txt", "one.txt");
    assertThat(asset(release, "one-zzz111yy.txt").integrity()).contains("sha384-AAAA");
  }

  @Test
  void phoenix_latest_isRead() throws IOException {
    write("assets/app.css", "x");
    write("assets/app-zzz111yy.css", "x");
    write(
        "cache_manifest.json",
        """
        {
          "!comment!": "This file was auto-generated by `mix phx.digest`. Remove it and all",
          "version": 1,
          "latest": {"assets/app.css": "assets/app-zzz111yy.css"},
          "digests": {
            "assets/app-zzz111yy.css": {
              "logical_path": "assets/app.css",
              "mtime": 63900000000,
              "size": 1,
              "digest": "zzz111yy",
              "sha512": "AAAA=="
            }
          }
        }
        """);

    ScannedRelease release = scan("/assets/", Optional.empty());

    assertFingerprinted(release, "app-zzz111yy.css", "assets/app.css");
    assertThat(asset(release, "app-zzz111yy.css").integrity()).contains("sha512-AAAA==");
    assertThat(asset(release, "app.css").kind()).isEqualTo(AssetKind.MUTABLE);
  }

  @Test
  void django_paths_areRead() throws IOException {
    write("css/base.zzz111yyy.css", "x");
    write("css/base.css", "x");
    write(
        "staticfiles.json",
        """
        {"paths": {"css/base.css": "css/base.zzz111yyy.css"}, "version": "1.1", "hash": "5d0c"}
        """);

    assertFingerprinted(scan(), "css/base.zzz111yyy.css", "css/base.css");
  }

  @Test
  void esbuildMetafile_outputs_areReadAndItselfIsNotPublished() throws IOException {
    write("app-ABCDEFGH.js", "x");
    write("chunk-ABCDEFGI.js", "x");
    write(
        "meta.json",
        """
        {
          "inputs": {"src/app.ts": {"bytes": 12, "imports": []}},
          "outputs": {
            "dist/app-ABCDEFGH.js": {
              "bytes": 1,
              "entryPoint": "src/app.ts",
              "imports": [{"path": "dist/chunk-ABCDEFGI.js", "kind": "import-statement"}]
            },
            "dist/chunk-ABCDEFGI.js": {"bytes": 1, "imports": []}
          }
        }
        """);

    ScannedRelease release = scan();

    assertFingerprinted(release, "app-ABCDEFGH.js", "src/app.ts");
    assertThat(release.assets())
        .extracting(asset -> asset.key().value())
        .containsExactly("app-ABCDEFGH.js", "chunk-ABCDEFGI.js");
  }

  @Test
  void laravelMix_queryVersions_leaveFilesMutable() throws IOException {
    write("js/app.js", "x");
    write(
        "mix-manifest.json",
        """
        {"/js/app.js": "/js/app.js?id=0441ad4f65d54589aea5"}
        """);

    ScannedRelease release = scan();

    assertThat(asset(release, "js/app.js").kind()).isEqualTo(AssetKind.MUTABLE);
    assertThat(asset(release, "js/app.js").logical()).containsExactly("js/app.js");
  }

  @Test
  void severalNamesOfOneFile_areAllKept() throws IOException {
    write("a-zzz111yyy.js", "x");
    write("manifest.json", "{\"a.js\": \"a-zzz111yyy.js\", \"b.js\": \"a-zzz111yyy.js\"}");

    assertThat(asset(scan(), "a-zzz111yyy.js").logical()).containsExactly("a.js", "b.js");
  }

  @Test
  void companion_ofAFileThatAManifestTells_isACompanion() throws IOException {
    write("a-zzz111yyy.js", "x");
    write("a-zzz111yyy.js.map", "x");
    write("manifest.json", "{\"a.js\": \"a-zzz111yyy.js\"}");

    assertThat(asset(scan(), "a-zzz111yyy.js.map").kind()).isEqualTo(AssetKind.COMPANION);
  }

  @Test
  void detected_webAppManifest_isAFileLikeAnyOther() throws IOException {
    write("index.html", "x");
    write(
        "manifest.json",
        """
        {"name": "Shop", "start_url": "/index.html", "icons": [{"src": "icon.png"}]}
        """);

    assertThat(asset(scan(), "manifest.json").kind()).isEqualTo(AssetKind.MUTABLE);
    assertThat(scan().warnings()).isEmpty();
  }

  @Test
  void detected_translations_areFilesLikeAnyOther() throws IOException {
    write("index.html", "x");
    write("en.json", "{\"a\": \"index.html\", \"hello\": \"Hello\", \"bye\": \"Bye\"}");

    assertThat(asset(scan(), "index.html").logical()).isEmpty();
    assertThat(scan().warnings()).isEmpty();
  }

  @Test
  void detected_brokenJson_isAFileLikeAnyOther() throws IOException {
    write("data.json", "{");

    assertThat(scan().assets()).hasSize(1);
    assertThat(scan().warnings()).isEmpty();
  }

  @Test
  void detected_brokenManifest_isAFileAndAWarning() throws IOException {
    write("manifest.json", "{");

    assertThat(scan().assets()).hasSize(1);
    assertThat(scan().warnings())
        .containsExactly("'manifest.json' is not JSON, so no names are taken from it");
  }

  @Test
  void detected_missingFile_isAWarning() throws IOException {
    write("a-zzz111yyy.js", "x");
    write(
        "manifest.json",
        """
        {"a.js": "a-zzz111yyy.js", "b.js": "b-zzz111yyy.js", "a.js.map": "a-zzz111yyy.js.map"}
        """);

    assertThat(scan().warnings())
        .containsExactly("'manifest.json' names what does not exist: 'b-zzz111yyy.js'");
  }

  private void assertRefused(Path manifest, String message) {
    assertThatThrownBy(() -> scan("/", Optional.of(manifest)))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(manifest.toString())
        .extracting(e -> ((PassthroughException) e).kind())
        .isEqualTo(Kind.INPUT);
  }

  @Test
  void named_elsewhere_isRead(@TempDir Path other) throws IOException {
    write("a-zzz111yyy.js", "x");
    Path manifest = other.resolve("rev.json");
    Files.writeString(manifest, "{\"a.js\": \"dist/a-zzz111yyy.js\"}");

    assertFingerprinted(scan("/", Optional.of(manifest)), "a-zzz111yyy.js", "a.js");
  }

  @Test
  void named_insideAnArchive_isRead(@TempDir Path other) throws IOException {
    Path zip = other.resolve("dist.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a-zzz111yyy.js"));
      out.putNextEntry(new ZipEntry("meta/rev.json"));
      out.write("{\"a.js\": \"a-zzz111yyy.js\"}".getBytes(StandardCharsets.UTF_8));
    }
    ScanRules rules =
        new ScanRules(
            new AssetUrls("/", "/"),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(Path.of("meta/rev.json").toAbsolutePath()),
            1);

    try (Build build = Build.open(zip)) {
      assertFingerprinted(ReleaseScanner.scan(build, rules), "a-zzz111yyy.js", "a.js");
    }
  }

  @Test
  void named_missing_isRefused() throws IOException {
    write("a.js", "x");

    assertRefused(folder.resolve("nowhere.json"), "No such manifest");
  }

  @Test
  void named_notJson_isRefusedWithItsLine() throws IOException {
    write("manifest.json", "{\n\"a.js\": oops}");

    assertRefused(folder.resolve("manifest.json"), "not JSON, line 2: ");
  }

  @Test
  void named_unknownFormat_isRefused() throws IOException {
    write("manifest.json", "[1, 2]");

    assertRefused(folder.resolve("manifest.json"), "of no known format");
  }

  @Test
  void named_missingFile_isRefusedNamingTheEntry() throws IOException {
    write("manifest.json", "{\"a.js\": \"js/a-zzz111yyy.js\"}");

    assertRefused(
        folder.resolve("manifest.json"),
        "names a file that does not exist: 'js/a-zzz111yyy.js' for 'a.js'");
  }

  @Test
  void named_pathOutside_isRefusedNamingTheEntry() throws IOException {
    write("manifest.json", "{\"a.js\": \"../../etc/passwd\"}");

    assertRefused(
        folder.resolve("manifest.json"), "points outside the build: '../../etc/passwd' for 'a.js'");
  }
}
