package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import io.passthrough.core.store.AssetStores;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A container that another tool filled with an old build: plain blobs, some without a right type.
 */
class ForeignContainerTest {

  private static final String YAML =
      """
      gateway:
        assets:
          azure:
            container: static
            key: clutch
      """;

  private static final Map<String, String> OLD =
      Map.of(
          "js/app.3f2a91bc.js", "application/javascript",
          "css/app.9b1c2d3e.css", "text/css",
          "img/logo.1a2b3c4d.svg", "application/octet-stream",
          "fonts/sans.0f1e2d3c.woff2", "application/octet-stream",
          "js/app.3f2a91bc.js.map", "application/octet-stream");

  /** Names that a build writes anew each time. */
  private static final Map<String, String> MUTABLE =
      Map.of(
          "index.html", "text/html",
          "favicon.ico", "application/octet-stream",
          "manifest.json", "application/octet-stream",
          "locales/en.json", "application/json");

  private static Azurite server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = Servers.azurite();
    server.witness().create("static");
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(Azurite::close);
  }

  @BeforeEach
  void fill() throws IOException {
    sync(OLD);
    sync(MUTABLE);
    Files.createDirectories(folder.resolve("dist/static"));
    write("dist/index.html", "<!doctype html><title>new</title>");
    write("dist/static/new.77aa88bb.js", "let b;");
    Files.writeString(folder.resolve("passthrough.yaml"), YAML);
  }

  @AfterEach
  void empty() {
    Target target = new Target("azure", "Azurite", Azurite.VERSION);
    new ContainerHarness(target, server.witness(), "static", "clutch").close();
  }

  private static void sync(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> each : files.entrySet()) {
      server
          .witness()
          .put(
              "static",
              "clutch/" + each.getKey(),
              bytes(each.getKey()),
              Map.of("x-ms-blob-content-type", each.getValue()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "js/app.3f2a91bc.js, application/javascript, immutable",
    "css/app.9b1c2d3e.css,     text/css,         immutable",
    "img/logo.1a2b3c4d.svg,    image/svg+xml,    immutable",
    "fonts/sans.0f1e2d3c.woff2, font/woff2,      immutable",
    "js/app.3f2a91bc.js.map,   application/json, no-cache",
    "index.html,               text/html,        no-cache",
    "favicon.ico,              image/,           no-cache",
    "manifest.json,            application/json, no-cache",
    "locales/en.json,          application/json, no-cache",
  })
  void asset_ofAnOldBuild_isServedWithItsBytesAndType(String key, String type, String caching)
      throws Exception {
    PassthroughConfig config = configuration();
    try (AssetStore store = AssetStores.open(settings(config), Access.READ);
        AssetService service =
            AssetService.open(config.gateway(), config.publish(), Optional.of(store))) {
      Response response = get(service, "/static/" + key);

      try (Body body = response.body()) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(body).isInstanceOf(Body.Bytes.class);
        assertThat(field(response, "Content-Type")).startsWith(type);
        assertThat(field(response, "Cache-Control")).endsWith(caching);
        assertThat(
                StandardCharsets.UTF_8.decode(((Body.Bytes) body).buffer().duplicate()).toString())
            .isEqualTo(key);
      }
    }
  }

  @Test
  void publish_overIt_takesOverEqualBytes() throws Exception {
    build(OLD.keySet(), "");
    Map<String, String> before = foreign();

    PublishResult result = publish("equal");

    assertThat(result.skipped()).isEqualTo(OLD.size());
    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(foreign()).isEqualTo(before);
  }

  @Test
  void releases_comingAndGoing_leaveItAsItWas() throws Exception {
    Map<String, String> before = foreign();
    build(OLD.keySet(), "");
    build(MUTABLE.keySet(), " of the first release");
    publish("first");
    build(MUTABLE.keySet(), " of the second release");
    build(List.of("js/app.3f2a91bc.js.map"), " of another machine");
    publish("second");

    try (AssetStore store = AssetStores.open(settings(configuration()), Access.WRITE)) {
      Pipeline pipeline = new Pipeline(store, 4, PipelineListener.NONE);
      pipeline.activate(ReleaseName.of("first"), EnvironmentName.DEFAULT);
      pipeline.activate(ReleaseName.of("second"), EnvironmentName.DEFAULT);
      pipeline.rollback(EnvironmentName.DEFAULT);
      store.inspect();
    }

    assertThat(foreign()).isEqualTo(before).hasSize(OLD.size() + MUTABLE.size());
  }

  @Test
  void publish_otherBytesUnderAFingerprintedName_isRefusedAndLeavesItAsItWas() throws Exception {
    Map<String, String> before = foreign();
    build(List.of("js/app.3f2a91bc.js"), " but other bytes");

    assertThatThrownBy(() -> publish("other"))
        .isInstanceOfSatisfying(
            PassthroughException.class,
            e -> assertThat(e.kind()).isEqualTo(PassthroughException.Kind.CONFLICT));
    assertThat(foreign()).isEqualTo(before);
  }

  private void build(Collection<String> keys, String more) throws IOException {
    for (String key : keys) {
      Path file = folder.resolve("dist/static/" + key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, key + more);
    }
  }

  private PublishResult publish(String release) {
    PassthroughConfig config = configuration();
    try (AssetStore store = AssetStores.open(settings(config), Access.WRITE);
        Build build = Build.open(config.gateway().root())) {
      return new Pipeline(store, 4, PipelineListener.NONE)
          .publish(
              ReleaseScanner.scan(build, config.scanRules(Optional.empty())),
              Optional.of(ReleaseName.of(release)));
    }
  }

  /** What lies in the container that is not ours: names, with version and time. */
  private static Map<String, String> foreign() throws IOException {
    Map<String, String> objects = new HashMap<>();
    for (String key : Stream.concat(OLD.keySet().stream(), MUTABLE.keySet().stream()).toList()) {
      HttpHeaders found = server.witness().get("static", "clutch/" + key).headers();
      objects.put(
          key,
          Stream.of("etag", "last-modified", "content-type")
              .map(name -> found.firstValue(name).orElse(""))
              .collect(Collectors.joining(" ")));
    }
    return objects;
  }

  private PassthroughConfig configuration() {
    return Configurations.load(folder.resolve("passthrough.yaml"), Map.of());
  }

  private static StoreSettings settings(PassthroughConfig config) {
    StoreSettings settings = config.gateway().assets().store().orElseThrow();
    Map<String, String> options = new HashMap<>(settings.options());
    options.put("endpoint", server.endpoint().toString());
    options.put("account_key", Azurite.KEY);
    return new StoreSettings(settings.provider(), options, settings.prefix());
  }

  private static Response get(AssetService service, String target) throws Exception {
    Reply reply = service.answer(new Request("GET", target, List.of()));
    return reply instanceof Reply.Later later
        ? later.response().toCompletableFuture().get(30, TimeUnit.SECONDS)
        : ((Reply.Now) reply).response();
  }

  private static String field(Response response, String name) {
    return response.fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a file as of long ago: a gateway waits for a root that was just written. */
  private void write(String path, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(path), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }
}
