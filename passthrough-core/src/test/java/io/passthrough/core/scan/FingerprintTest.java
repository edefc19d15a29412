package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.build.Build;
import io.passthrough.core.fingerprint.Evidence;
import io.passthrough.core.url.AssetUrls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Static files without a bundler, named by their bytes. */
class FingerprintTest {

  private static final ScanRules RULES = rules(AssetUrls.ROOT, "**");

  /** The formats that Font Awesome comes in, here with their own names as bytes. */
  private static final Map<String, String> FONTS =
      Map.of(
          "eot", "0ac329cdd431e2e8",
          "woff2", "9aee6ac80dbc4b3a",
          "woff", "40b215191cd047b6",
          "ttf", "4af284085a12e659",
          "svg", "acdb1373d1761939");

  @TempDir Path folder;

  private Path root;

  /** A release as a test looks at it. */
  private record Names(Map<String, ManifestAsset> assets, Map<String, String> texts, Notes notes) {

    private record Notes(List<String> warnings, Map<String, Evidence> evidence) {}

    String hashed(String logical) {
      return assets.values().stream()
          .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
          .filter(asset -> asset.logical().contains(logical))
          .map(asset -> asset.key().value())
          .findFirst()
          .orElseThrow();
    }

    ManifestAsset asset(String key) {
      return assets.get(key);
    }

    String text(String key) {
      return texts.get(key);
    }

    List<String> fingerprinted() {
      return assets.values().stream()
          .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
          .map(asset -> asset.key().value())
          .toList();
    }
  }

  private static ScanRules rules(AssetUrls urls, String... include) {
    return new ScanRules(
        urls,
        List.of(Glob.of("secret/**")),
        List.of(),
        List.of(Glob.of("sw.js")),
        Stream.of(include).map(Glob::of).toList(),
        Optional.empty(),
        2);
  }

  @BeforeEach
  void write() throws IOException {
    root = folder.resolve("static");
    write("index.html", "<link rel=stylesheet href=css/style.css>");
    write("css/style.css", "@import 'base.css';\nbody { background: url(../img/logo.png#x) }");
    write("css/base.css", "h1 { color: red }");
    write("img/logo.png", "PNG");
    write("js/app.js", "import './lib.js';\n//# sourceMappingURL=app.js.map");
    write("js/app.js.map", "{}");
    write("js/lib.js", "export const a = 1;");
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Names scan() {
    return scan(root, RULES);
  }

  private static Names scan(Path source, ScanRules rules) {
    try (Build build = Build.open(source)) {
      ScannedRelease release = ReleaseScanner.scan(build, rules);
      Map<String, ManifestAsset> assets = new TreeMap<>();
      release.assets().forEach(asset -> assets.put(asset.key().value(), asset));
      Map<String, String> texts =
          release.contents().entrySet().stream()
              .collect(Collectors.toMap(it -> it.getKey().value(), it -> text(it.getValue())));
      Map<String, Evidence> evidence =
          release.findings().entrySet().stream()
              .collect(Collectors.toMap(it -> it.getKey().value(), it -> it.getValue().evidence()));
      return new Names(assets, texts, new Names.Notes(release.warnings(), evidence));
    }
  }

  private static String text(Content content) {
    try (InputStream in = content.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  @Test
  void plainFile_getsASecondNameWithTheHashOfItsBytes() {
    Names names = scan();

    String key = names.hashed("css/base.css");
    ManifestAsset hashed = names.asset(key);
    assertThat(key).isEqualTo("css/base." + hashed.sha256().hex().substring(0, 16) + ".css");
    assertThat(hashed.type()).isEqualTo("text/css; charset=utf-8");
    assertThat(hashed.logical()).containsExactly("css/base.css");
    assertThat(names.notes().evidence()).containsEntry(key, Evidence.HASHED);
    assertThat(names.asset("css/base.css").kind()).isEqualTo(AssetKind.MUTABLE);
    assertThat(names.text("css/base.css")).isEqualTo(names.text(key));
  }

  @Test
  void references_leadToTheHashedNames() {
    Names names = scan();

    String style = names.hashed("css/style.css");
    assertThat(names.text(style))
        .isEqualTo(
            "@import '%s';\nbody { background: url(../%s#x) }",
            name(names.hashed("css/base.css")), names.hashed("img/logo.png"));
    assertThat(style).contains(names.asset(style).sha256().hex().substring(0, 16));
    assertThat(names.text("css/style.css")).isEqualTo(names.text(style));
    assertThat(names.text(names.hashed("js/app.js")))
        .isEqualTo(
            "import './%s';\n//# sourceMappingURL=%s",
            name(names.hashed("js/lib.js")), name(names.hashed("js/app.js.map")));
    assertThat(names.hashed("js/app.js.map")).matches("js/app\\.js\\.[0-9a-f]{16}\\.map");
    assertThat(names.notes().warnings()).isEmpty();
  }

  /** The names are the same for ever: another version of this function would upload all anew. */
  @Test
  void library_asItIsShipped_hasTheseNames() throws IOException {
    String css = fontAwesome();
    write("fa/css/font-awesome.css", css);
    for (String format : FONTS.keySet()) {
      write("fa/fonts/fontawesome-webfont." + format, format);
    }
    Names names = scan();

    String expected = css;
    for (Map.Entry<String, String> font : FONTS.entrySet()) {
      String name = "fontawesome-webfont.";
      expected =
          expected.replace(
              name + font.getKey() + "?", name + font.getValue() + "." + font.getKey() + "?");
    }
    assertThat(names.text("fa/css/font-awesome.80e97852ea8f78b0.css")).isEqualTo(expected);
    assertThat(names.assets()).containsKey("fa/fonts/fontawesome-webfont.40b215191cd047b6.woff");
    assertThat(names.notes().warnings()).isEmpty();
  }

  private static String fontAwesome() throws IOException {
    try (InputStream in = FingerprintTest.class.getResourceAsStream("font-awesome-4.7.0.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void oneChangedImage_changesTheNamesOfWhatRefersToItAndNoOther() throws IOException {
    write("css/all.css", "@import 'style.css'");
    List<String> before = scan().fingerprinted();
    write("img/logo.png", "another");

    Names after = scan();

    assertThat(after.fingerprinted().stream().filter(key -> !before.contains(key)))
        .containsExactlyInAnyOrder(
            after.hashed("img/logo.png"),
            after.hashed("css/style.css"),
            after.hashed("css/all.css"));
  }

  @Test
  void modulesThatImportEachOther_shareOneHash() throws IOException {
    write("m/a.js", "import './b.js'; import './own.js'");
    write("m/b.js", "import '/m/c.js'");
    write("m/c.js", "import './a.js'; import '../img/logo.png'");
    write("m/own.js", "import('./own.js')");
    Names names = scan();

    String a = names.hashed("m/a.js");
    String hash = a.substring("m/a.".length(), a.length() - ".js".length());
    assertThat(names.hashed("m/b.js")).isEqualTo("m/b." + hash + ".js");
    assertThat(names.hashed("m/c.js")).isEqualTo("m/c." + hash + ".js");
    assertThat(names.text(names.hashed("m/c.js")))
        .isEqualTo("import './%s'; import '../%s'", name(a), names.hashed("img/logo.png"));
    assertThat(names.text(names.hashed("m/own.js")))
        .isEqualTo("import('./%s')", name(names.hashed("m/own.js")));
    assertThat(names.text(a)).contains(name(names.hashed("m/own.js")));
  }

  @Test
  void cycle_changesWithWhatItLeadsTo() throws IOException {
    write("m/a.js", "import './b.js'");
    write("m/b.js", "import './a.js'; import '../js/lib.js'");
    String before = scan().hashed("m/a.js");
    write("js/lib.js", "export const a = 2;");

    assertThat(scan().hashed("m/a.js")).isNotEqualTo(before);
  }

  @Test
  void missingReference_staysWithAWarningThatNamesFileAndLine() throws IOException {
    write("css/bad.css", "a{}\nb{c:url(no.png)}\n/*# sourceMappingURL=bad.css.map */");
    Names names = scan();

    assertThat(names.text(names.hashed("css/bad.css"))).contains("url(no.png)");
    assertThat(names.notes().warnings())
        .containsExactly(
            "'css/bad.css', line 2, refers to 'no.png', which is not there",
            "'css/bad.css', line 3, refers to 'bad.css.map', which is not there");
  }

  @Test
  void missingReferences_veryMany_areNotAllTold() throws IOException {
    write("css/bad.css", "a{b:url(no.png)}\n".repeat(50));

    assertThat(scan().notes().warnings())
        .hasSize(20)
        .contains("and 31 more references to files that are not there");
  }

  @Test
  void pathsAboveTheRoot_stayAtTheRootAsInABrowser() throws IOException {
    write("css/up.css", "a{b:url(../../../img/logo.png)}");
    Names names = scan();

    assertThat(names.text(names.hashed("css/up.css")))
        .contains("../" + names.hashed("img/logo.png"));
  }

  @Test
  void fileThatIsNotUtf8_isHashedAndLeft() throws IOException {
    byte[] latin = "/* \u00e9 */ a{b:url(../img/logo.png)}".getBytes(StandardCharsets.ISO_8859_1);
    write("css/latin.css", latin);
    Names names = scan();

    assertThat(names.asset(names.hashed("css/latin.css")).size()).isEqualTo(latin.length);
    assertThat(names.notes().warnings())
        .containsExactly("References in 'css/latin.css' stay as they are: it is not UTF-8");
  }

  @Test
  void fileBeyondTheLimit_isHashedAndLeft() throws IOException {
    byte[] large = new byte[(8 << 20) + 1];
    write("js/large.js", large);
    Names names = scan();

    assertThat(names.asset(names.hashed("js/large.js")).size()).isEqualTo(large.length);
    assertThat(names.notes().warnings())
        .containsExactly("References in 'js/large.js' stay as they are: it has more than 8 MiB");
  }

  @Test
  void textBeyondAscii_isRewrittenAtTheRightByte() throws IOException {
    String css = "/* \u20ac \ud83d\ude00 é */ a{b:url('../img/ä%20%C3%B6.png')}";
    Path zip = folder.resolve("wide.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      add(out, "css/wide.css", css.getBytes(StandardCharsets.UTF_8));
      add(out, "img/ä ö.png", new byte[1]);
    }
    Names names = scan(zip, RULES);

    String hash = names.hashed("img/ä ö.png").replace("img/ä ö", "").replace(".png", "");
    assertThat(names.text(names.hashed("css/wide.css")))
        .isEqualTo(css.replace("%B6.png", "%B6" + hash + ".png"));
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
  }

  @Test
  void filesWithAnotherPromise_areLeft() throws IOException {
    write("sw.js", "import './js/lib.js'");
    write("secret/a.js", "secret");
    write("js/vendor.0a1b2c3d4e5f.js", "import './lib.js'");
    write("js/vendor.0a1b2c3d4e5f.js.map", "{}");
    Names names = scan();

    assertThat(names.assets().keySet())
        .filteredOn(
            key -> key.startsWith("sw") || key.startsWith("secret") || key.contains("vendor"))
        .containsExactly("js/vendor.0a1b2c3d4e5f.js", "js/vendor.0a1b2c3d4e5f.js.map", "sw.js");
    assertThat(names.text("js/vendor.0a1b2c3d4e5f.js")).isEqualTo("import './lib.js'");
    assertThat(names.text("sw.js")).isEqualTo("import './js/lib.js'");
    assertThat(names.assets().keySet()).filteredOn(key -> key.endsWith(".html")).hasSize(1);
  }

  @Test
  void include_leavesOutWhatItDoesNotName() {
    Names names = scan(root, rules(AssetUrls.ROOT, "css/**"));

    assertThat(names.fingerprinted()).hasSize(2).allMatch(key -> key.startsWith("css/"));
    assertThat(names.text(names.hashed("css/style.css"))).contains("url(../img/logo.png#x)");
    assertThat(names.notes().warnings()).isEmpty();
  }

  @Test
  void noInclude_changesNothing() {
    Names names = scan(root, rules(AssetUrls.ROOT));

    assertThat(names.fingerprinted()).isEmpty();
    assertThat(names.assets()).hasSize(7);
  }

  @Test
  void mountAndBase_areInAbsoluteReferencesAndNotInKeys() throws IOException {
    write("css/abs.css", "a{b:url(/shop/img/logo.png);c:url(/img/logo.png)}");
    Names names = scan(root, rules(new AssetUrls("/shop/", "/shop/"), "**"));

    assertThat(names.text(names.hashed("css/abs.css")))
        .isEqualTo("a{b:url(/shop/%s);c:url(/img/logo.png)}", names.hashed("img/logo.png"));
    assertThat(names.notes().warnings()).isEmpty();
  }

  @Test
  void codings_ofWhatWasRewritten_areLeftOutAndOthersFollowTheName() throws IOException {
    write("css/style.css.gz", gzip(Files.readAllBytes(root.resolve("css/style.css"))));
    write("js/lib.js.gz", gzip(Files.readAllBytes(root.resolve("js/lib.js"))));
    Names names = scan();

    assertThat(names.asset(names.hashed("css/style.css")).codings()).isEmpty();
    assertThat(names.asset("css/style.css").codings()).isEmpty();
    assertThat(names.asset(names.hashed("js/lib.js")).codings()).hasSize(1);
    assertThat(names.fingerprinted()).noneMatch(key -> key.endsWith(".gz"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void archives_haveTheAssetsOfTheFolder() throws IOException {
    Map<String, ManifestAsset> inFolder = scan().assets();

    assertThat(scan(packed("app.zip", ""), RULES).assets()).isEqualTo(inFolder);
    assertThat(scan(packed("app.jar", "BOOT-INF/classes/static/"), RULES).assets())
        .isEqualTo(inFolder);
  }

  private Path packed(String name, String place) throws IOException {
    Path archive = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive));
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        add(out, place + path, Files.readAllBytes(file));
      }
    }
    return archive;
  }

  @Test
  void manifestOfABundler_keepsItsNamesAndGetsLogicalOnes() throws IOException {
    write("manifest.json", "{\"main.js\": \"js/app.js\", \"lib.js\": \"js/lib.js\"}");
    Names names = scan();

    assertThat(names.asset(names.hashed("js/app.js")).logical())
        .containsExactly("js/app.js", "main.js");
  }

  @Test
  void otherFileUnderSuchAName_isRefused() throws IOException {
    String key = scan().hashed("img/logo.png");
    write(key, "other bytes");

    assertThatThrownBy(this::scan)
        .isInstanceOf(PassthroughException.class)
        .hasMessage(
            "Cannot fingerprint: a file with other bytes has the name already, '" + key + "'");
  }

  @Test
  void sameFileUnderSuchAName_isThatFile() throws IOException {
    Names before = scan();
    write(before.hashed("img/logo.png"), "PNG");

    assertThat(scan().assets()).isEqualTo(before.assets());
  }
}
