package io.passthrough.gateway;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RecordsConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One release's build, served with a store of older releases' assets behind it. */
final class FrontendSite implements AutoCloseable {

  static final String PAGE = "<!doctype html><title>Shop</title>";
  static final String SCRIPT = "export const release = 2; // a script of this release\n".repeat(20);
  static final String LOCAL = "/static/js/main.a3762de8.js";
  static final int FILL_MAX = 64 * 1024;

  private static final FileTime BUILT = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final Duration BRIEF = Duration.ofMillis(300);

  private final FaultyStore store = new FaultyStore(new MemoryStore());
  private final AssetService service;
  private final Gateway gateway;

  private FrontendSite(Path root, boolean fallback, AssetsConfig assets, Duration stall)
      throws IOException {
    write(root, "index.html", PAGE);
    write(root, "favicon.ico", "icon");
    write(root, "logo.svg", "<svg/>");
    write(root, "img/a.svg", "<svg/>");
    write(root, LOCAL.substring(1), SCRIPT);
    write(root, LOCAL.substring(1) + ".gz", Gzip.of(SCRIPT));
    Optional<AssetStore> behind = fallback ? Optional.of(store) : Optional.empty();
    this.service = AssetService.open(config(root, assets), PublishConfig.DEFAULT, behind);
    Limits limits = new Limits(AMPLE, AMPLE, stall, BRIEF, BRIEF, 1_500);
    this.gateway = Gateway.start("127.0.0.1", 0, service, limits);
  }

  static FrontendSite withStore(Path root) throws IOException {
    return new FrontendSite(root, true, assets(false, FILL_MAX), BRIEF);
  }

  static FrontendSite withoutStore(Path root) throws IOException {
    return new FrontendSite(root, false, assets(false, FILL_MAX), BRIEF);
  }

  /** Bodies up to a size are read whole, and clients may take their time. */
  static FrontendSite withSlowClients(Path root, long fillMax) throws IOException {
    return new FrontendSite(root, true, assets(false, fillMax), AMPLE);
  }

  /** Navigations under the base are pages. */
  static FrontendSite withPagesUnderBase(Path root) throws IOException {
    return new FrontendSite(root, true, assets(true, FILL_MAX), BRIEF);
  }

  private static AssetsConfig assets(boolean routable, long fillMax) {
    return new AssetsConfig(
        "/static/",
        Optional.empty(),
        OptionalLong.empty(),
        fillMax,
        Duration.ofSeconds(10),
        true,
        RecordsConfig.READ,
        routable,
        Optional.empty());
  }

  private static GatewayConfig config(Path root, AssetsConfig assets) {
    return new GatewayConfig(
        ListenerConfig.of("127.0.0.1", 0),
        new EnvironmentName("default"),
        root,
        "/",
        SpaConfig.excluding(List.of("/v1/", "/healthcheck")),
        CorsConfig.NONE,
        assets);
  }

  private static void write(Path root, String name, String text) throws IOException {
    write(root, name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file as of long ago: one that was just written may still be growing. */
  private static void write(Path root, String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, BUILT);
  }

  URI uri() {
    return gateway.uri();
  }

  /** What an operator is told. */
  List<String> notices() {
    return service.notices();
  }

  FaultyStore store() {
    return store;
  }

  void put(String key, String text, AssetHeaders headers) {
    put(key, text.getBytes(StandardCharsets.UTF_8), headers);
  }

  void put(String key, byte[] bytes, AssetHeaders headers) {
    store.put(AssetKey.of(key), Content.of(bytes), headers, PutCondition.ALWAYS);
  }

  @Override
  public void close() {
    gateway.close();
    service.close();
    store.close();
  }
}
