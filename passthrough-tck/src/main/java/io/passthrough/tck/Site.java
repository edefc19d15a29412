package io.passthrough.tck;

import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RecordsConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.Releases;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A build in a temporary folder, to publish and to serve. */
final class Site implements AutoCloseable {

  private static final ScanRules RULES = ScanRules.of(new AssetUrls("/", "/static/"));
  private static final FileTime BUILT = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
  private static final long MEMORY = 16 << 20;
  private static final long FILL_MAX = 1 << 20;

  private final TemporaryFolder folder;
  private final Path root;

  private Site(TemporaryFolder folder) {
    this.folder = folder;
    this.root = folder.path();
  }

  static Site create() throws IOException {
    Site site = new Site(TemporaryFolder.create());
    Files.createDirectory(site.root.resolve("static"));
    return site.write("index.html", "<!doctype html>");
  }

  Site with(String name, String text) throws IOException {
    return write("static/" + name, text);
  }

  /** Writes a file that was written before once more, in a content coding, beside it. */
  Site withCoding(String name) throws IOException {
    Path file = root.resolve("static/" + name);
    Path coded = root.resolve("static/" + name + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(coded))) {
      Files.copy(file, out);
    }
    Files.setLastModifiedTime(coded, BUILT);
    return this;
  }

  /** Writes a file as of long ago: a gateway waits for a root that was just written. */
  private Site write(String path, String text) throws IOException {
    Path file = Files.writeString(root.resolve(path), text);
    Files.setLastModifiedTime(file, BUILT);
    return this;
  }

  /** Publishes the build. */
  PublishResult publish(AssetStore guarded, String name) {
    return publish(guarded, name, ProcessClock.system());
  }

  /** Publishes the build, by the clocks of another process. */
  PublishResult publish(AssetStore guarded, String name, ProcessClock clock) {
    try (Build build = Build.open(root)) {
      return pipeline(guarded, clock)
          .publish(ReleaseScanner.scan(build, RULES), Optional.of(ReleaseName.of(name)));
    }
  }

  /** Publishes the build and makes it the current release. */
  ActivationResult deploy(AssetStore guarded, String name) {
    publish(guarded, name);
    return pipeline(guarded).activate(ReleaseName.of(name), EnvironmentName.DEFAULT);
  }

  /** Makes a published release the current one of an environment. */
  static ActivationResult activate(AssetStore guarded, String name, EnvironmentName environment) {
    return pipeline(guarded).activate(ReleaseName.of(name), environment);
  }

  /** Goes back to the release that was current before, by the clocks of another process. */
  static ActivationResult rollback(AssetStore guarded, ProcessClock clock) {
    return pipeline(guarded, clock).rollback(EnvironmentName.DEFAULT);
  }

  /** Pins a published release; returns its name. */
  static String pin(AssetStore guarded, String name) {
    pipeline(guarded).pin(ReleaseName.of(name), Optional.of("for the kit"), Optional.empty());
    return name;
  }

  /** Lists the releases, each with its state and where it is current, after what is unreadable. */
  static List<String> releases(AssetStore guarded) {
    ReleaseList listing = new Releases(guarded, 2).list();
    return Stream.concat(
            listing.faults().stream(),
            listing.releases().stream()
                .map(row -> row.release() + " " + row.state() + " " + row.active()))
        .sorted()
        .toList();
  }

  private static Pipeline pipeline(AssetStore guarded) {
    return pipeline(guarded, ProcessClock.system());
  }

  private static Pipeline pipeline(AssetStore guarded, ProcessClock clock) {
    return new Pipeline(guarded, 2, PipelineListener.NONE, clock);
  }

  /** Serves the build, with a store behind it. */
  AssetService serve(AssetStore guarded, boolean askUnknownKeys) {
    AssetsConfig assets =
        new AssetsConfig(
            "/static/",
            Optional.empty(),
            OptionalLong.of(MEMORY),
            FILL_MAX,
            Duration.ofSeconds(1),
            askUnknownKeys,
            RecordsConfig.READ,
            false,
            Optional.empty());
    GatewayConfig config =
        new GatewayConfig(
            ListenerConfig.of("127.0.0.1", 0),
            EnvironmentName.DEFAULT,
            root,
            "/",
            SpaConfig.DEFAULT,
            CorsConfig.NONE,
            assets);
    return AssetService.open(config, PublishConfig.DEFAULT, Optional.of(guarded));
  }

  @Override
  public void close() {
    folder.close();
  }
}
