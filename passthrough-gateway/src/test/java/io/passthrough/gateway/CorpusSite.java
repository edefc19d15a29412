package io.passthrough.gateway;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RecordsConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.core.url.AssetUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The fixture that the corpora describe, served over a real socket. */
final class CorpusSite implements AutoCloseable {

  static final String INDEX = "<!doctype html><title>Shop</title>";
  static final String REMOTE = "export const remote = true;";

  private static final int FILL_MAX = 64 * 1024;
  private static final String FILES = ".passthrough/files/";
  private static final String GOOD_SHA256 =
      "d6004ba597d097dfd95ac55076dbf03325b89d41b94fe8366c310a779ae57be5";
  private static final FileTime BUILT = FileTime.from(Instant.parse("2014-06-25T17:12:18Z"));
  private static final String SECRET = "SECRET-MARKER";
  private static final List<String> APP_FILES =
      List.of("app.0a1b2c3d.js", "app.0a1b2c3d.js.br", "app.0a1b2c3d.js.gz", "app.0a1b2c3d.js.zst");

  private final Path root;
  private final FaultyStore store = new FaultyStore(new MemoryStore());
  private final AssetService service;
  private final Gateway gateway;

  CorpusSite(Path folder) throws IOException, InterruptedException {
    this.root = Files.createDirectories(folder.resolve("srv/pub"));
    publicFiles();
    hiddenFiles();
    oddFiles();
    storedFiles();
    this.service = AssetService.open(config(), PublishConfig.DEFAULT, Optional.of(store));
    Duration brief = Duration.ofSeconds(1);
    Duration ample = Duration.ofSeconds(30);
    Limits limits = new Limits(brief, ample, ample, brief, brief, 1_000);
    this.gateway = Gateway.start("127.0.0.1", 0, service, limits);
  }

  URI uri() {
    return gateway.uri();
  }

  FaultyStore store() {
    return store;
  }

  Path root() {
    return root;
  }

  private GatewayConfig config() {
    AssetsConfig assets =
        new AssetsConfig(
            "/",
            Optional.empty(),
            OptionalLong.empty(),
            FILL_MAX,
            Duration.ofMillis(50),
            true,
            RecordsConfig.READ,
            false,
            Optional.empty());
    return new GatewayConfig(
        ListenerConfig.of("127.0.0.1", 0),
        new EnvironmentName("default"),
        root,
        "/",
        SpaConfig.DEFAULT,
        CorsConfig.NONE,
        assets);
  }

  private void publicFiles() throws IOException {
    write("index.html", INDEX);
    for (String name : APP_FILES) {
      Path file = root.resolve("assets").resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = CorpusSite.class.getResourceAsStream("/site/assets/" + name)) {
        Files.copy(Objects.requireNonNull(in), file);
        Files.setLastModifiedTime(file, BUILT);
      }
    }
    write("f/ten.txt", "0123456789");
    write("f/k.txt", "k".repeat(1_000));
    write("f/empty.txt", "");
    write("img/p.png", "png");
    write("assets/x.wasm", "wasm");
    write("assets/x.css", "a {}");
    write("x.svg", "<svg/>");
    write("x.woff2", "woff2");
    write("NOEXT", "bytes");
  }

  private void hiddenFiles() throws IOException {
    write(".env", SECRET);
    write(".git/config", SECRET);
    write(".git/HEAD", SECRET);
    write("../secret.txt", SECRET);
    write("../pub-secret/secret.txt", SECRET);
    Path barred = write("noperm.txt", SECRET);
    Files.setPosixFilePermissions(barred, PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(barred)) {
      Files.delete(barred); // nothing is barred from a superuser
    }
  }

  private void oddFiles() throws IOException, InterruptedException {
    Files.createSymbolicLink(root.resolve("link-out"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("dirlink"), Path.of("/etc"));
    Files.createSymbolicLink(root.resolve("link-loop"), root.resolve("link-loop"));
    Files.createSymbolicLink(root.resolve("link-dangling"), root.resolve("nothing"));
    new ProcessBuilder("mkfifo", root.resolve("hard-fifo").toString()).start().waitFor();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("dev-node")));
    }
  }

  private void storedFiles() throws IOException {
    put("only-remote.js", REMOTE);
    put("denied.js", "denied");
    put("torn.js", "x".repeat(FILL_MAX + 1));
    store.failing("denied.js", Kind.ACCESS_DENIED);
    store.tearing("torn.js");
    publish("badsum.js", "good bytes");
    store.body(FILES + GOOD_SHA256, bad());
  }

  /** Publishes a release of one file, so that its hash is on record. */
  private void publish(String name, String text) throws IOException {
    Path build = Files.createDirectories(root.resolve("../../build"));
    Files.writeString(build.resolve(name), text);
    ScanRules rules = ScanRules.of(new AssetUrls("/", "/"));
    try (Build opened = Build.open(build)) {
      ScannedRelease release = ReleaseScanner.scan(opened, rules);
      new Pipeline(store, 1, PipelineListener.NONE).publish(release, Optional.empty());
    }
  }

  private static UnaryOperator<InputStream> bad() {
    return body -> new ByteArrayInputStream("evil bytes".getBytes(StandardCharsets.UTF_8));
  }

  private void put(String key, String text) {
    AssetHeaders headers = AssetHeaders.of("text/javascript; charset=utf-8");
    store.put(
        new AssetKey(key),
        Content.of(text.getBytes(StandardCharsets.UTF_8)),
        headers,
        PutCondition.ALWAYS);
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.setLastModifiedTime(Files.writeString(file, text), BUILT);
  }

  @Override
  public void close() {
    gateway.close();
    service.close();
    store.close();
  }
}
