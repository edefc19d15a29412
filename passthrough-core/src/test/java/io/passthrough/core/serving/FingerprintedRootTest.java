package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.Glob;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases of an application without a bundler, published and served by the same rules. */
class FingerprintedRootTest {

  private static final PublishConfig RULES =
      new PublishConfig(2, List.of(), List.of(), List.of(), List.of(Glob.of("**")), List.of());
  private static final Pattern REFERENCE = Pattern.compile("(?:url\\(|import ')([^)']+)[)']");
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  @TempDir Path folder;

  private final AssetStore store = new MemoryStore();

  @BeforeEach
  void write() throws IOException {
    write("one", "PNG");
    write("two", "another");
  }

  private void write(String release, String image) throws IOException {
    Site site = new Site(Files.createDirectories(folder.resolve(release)));
    site.write("index.html", "<title>" + release + "</title>");
    site.write("static/css/style.css", "a { b: url(../img/logo.png) }\n" + "/* */".repeat(100));
    site.write("static/img/logo.png", image);
    site.write("static/js/app.js", "import './lib.js'");
    site.write("static/js/lib.js", "export const a = 1");
  }

  private Path jar(String release) throws IOException {
    Path root = folder.resolve(release);
    Path jar = folder.resolve(release + ".jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new ZipEntry("BOOT-INF/classes/static/" + path));
        out.write(Files.readAllBytes(file));
      }
    }
    Files.setLastModifiedTime(jar, FileTime.from(Site.MODIFIED));
    return jar;
  }

  private void publish(Path source, String name) {
    Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
    try (Build build = Build.open(source)) {
      pipeline.publish(
          ReleaseScanner.scan(
              build, RULES.scanRules(config(source, 1 << 20).urls(), Optional.empty())),
          Optional.of(new ReleaseName(name)));
      pipeline.activate(new ReleaseName(name), EnvironmentName.DEFAULT);
    }
  }

  private static GatewayConfig config(Path root, long memory) {
    return Config.of(root, "/", "/static/", memory, false);
  }

  private AssetService serve(Path root) {
    return AssetService.open(config(root, 1 << 20), RULES, Optional.of(store));
  }

  private static String url(AssetService service, String path) {
    return service.urls().findPath(path).orElseThrow().url();
  }

  private static List<String> urls(AssetService service) {
    return Stream.of("css/style.css", "img/logo.png", "js/app.js", "js/lib.js")
        .map(name -> service.urls().find(name).orElseThrow().url())
        .toList();
  }

  private static String referred(String url, Answer answer) {
    Matcher reference = REFERENCE.matcher(answer.text());
    assertThat(reference.find()).isTrue();
    return URI.create(url).resolve(reference.group(1)).toString();
  }

  @Test
  void hashedName_isImmutableAndSoIsWhatItRefersTo() {
    try (AssetService service = serve(folder.resolve("one"))) {
      String style = url(service, "/static/css/style.css");
      Answer answer = get(service, style);

      assertThat(style).matches("/static/css/style\\.[0-9a-f]{16}\\.css");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.value("Cache-Control")).contains(IMMUTABLE);
      assertThat(answer.value("X-Passthrough")).contains("local");
      String image = referred(style, answer);
      assertThat(image).isEqualTo(url(service, "/static/img/logo.png"));
      assertThat(get(service, image).text()).isEqualTo("PNG");
      assertThat(get(service, image).value("Cache-Control")).contains(IMMUTABLE);
    }
  }

  @Test
  void plainName_hasTheSameBytesAndIsRevalidated() {
    try (AssetService service = serve(folder.resolve("one"))) {
      Answer hashed = get(service, url(service, "/static/css/style.css"));
      Answer plain = get(service, "/static/css/style.css");

      assertThat(plain.status()).isEqualTo(200);
      assertThat(plain.text()).isEqualTo(hashed.text());
      assertThat(plain.value("Cache-Control")).contains("no-cache");
      assertThat(plain.value("ETag")).isEqualTo(hashed.value("ETag"));
    }
  }

  @Test
  void rewrittenFile_thatDoesNotFitIntoMemory_isStreamedWholeAndInParts() {
    try (AssetService service =
        AssetService.open(config(folder.resolve("one"), 0), RULES, Optional.empty())) {
      String style = url(service, "/static/css/style.css");
      String text = get(service, style).text();

      assertThat(text).contains("url(../img/logo.").endsWith("/* */");
      assertThat(get(service, style, field("Range", "bytes=5-40")).text())
          .isEqualTo(text.substring(5, 41));
    }
  }

  @Test
  void folderAndBootJar_areOneReleaseToPipelineAndHosts() throws IOException {
    publish(jar("one"), "one");

    try (AssetService onFolder = serve(folder.resolve("one"));
        AssetService onJar = serve(jar("one"))) {
      assertThat(release(onFolder)).isEqualTo("one");
      assertThat(release(onJar)).isEqualTo("one");
      assertThat(urls(onJar)).isEqualTo(urls(onFolder));
      assertThat(get(onJar, url(onJar, "/static/css/style.css")).text())
          .isEqualTo(get(onFolder, url(onFolder, "/static/css/style.css")).text());
    }
  }

  private static String release(AssetService service) {
    return service
        .explain("/")
        .flatMap(answer -> service.release())
        .map(ReleaseName::value)
        .orElseThrow();
  }

  @Test
  void otherRelease_isServedFromTheStoreWithAllThatItRefersTo() throws IOException {
    publish(folder.resolve("one"), "one");
    publish(jar("two"), "two");

    try (AssetService old = serve(folder.resolve("one"));
        AssetService next = serve(folder.resolve("two"))) {
      String style = url(next, "/static/css/style.css");
      Answer answer = Gateways.eventually(old, style, 200);

      assertThat(answer.value("X-Passthrough")).contains("store");
      assertThat(answer.value("Cache-Control")).contains(IMMUTABLE);
      assertThat(answer.value("ETag")).isEqualTo(get(next, style).value("ETag"));
      assertThat(get(old, referred(style, answer)).text()).isEqualTo("another");
      assertThat(Gateways.eventually(next, url(old, "/static/css/style.css"), 200).text())
          .isEqualTo(get(old, url(old, "/static/css/style.css")).text());
    }
  }

  @Test
  void secondRelease_withOneOtherImage_hasTwoOtherNames() {
    try (AssetService old = serve(folder.resolve("one"));
        AssetService next = serve(folder.resolve("two"))) {
      assertThat(urls(next).stream().filter(url -> !urls(old).contains(url)))
          .containsExactly(url(next, "/static/css/style.css"), url(next, "/static/img/logo.png"));
    }
  }

  @Test
  void rootThatIsBuiltAnew_hasNewNames() throws IOException {
    try (AssetService service = serve(folder.resolve("one"))) {
      String before = url(service, "/static/img/logo.png");
      write("one", "built anew");
      service.reload();

      assertThat(url(service, "/static/img/logo.png")).isNotEqualTo(before);
      assertThat(get(service, url(service, "/static/img/logo.png")).text()).isEqualTo("built anew");
    }
  }

  @Test
  void nameThatAHashWouldMakeTooLong_staysAsItIs() throws IOException {
    new Site(folder.resolve("one")).write("static/" + "x".repeat(240) + ".png", "long");

    try (AssetService service = serve(folder.resolve("one"))) {
      assertThat(service.urls().find("x".repeat(240) + ".png").orElseThrow().fingerprinted())
          .isFalse();
      assertThat(service.urls().find("img/logo.png").orElseThrow().fingerprinted()).isTrue();
    }
  }
}
