package io.passthrough.gateway;

import io.netty.util.internal.PlatformDependent;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.config.AssetsConfig;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.config.ListenerConfig;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RecordsConfig;
import io.passthrough.core.config.SpaConfig;
import io.passthrough.core.serving.AssetService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A gateway in a JVM of its own, whose memory is small and can be asked for. */
final class SmallGateway implements AutoCloseable {

  /** What it holds, after a collection, in bytes. */
  record Memory(long heap, long direct) {}

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final URI uri;

  private SmallGateway(Process process) throws IOException {
    this.process = process;
    this.out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.uri = URI.create(line());
  }

  /** Starts one with 64 MiB of heap and as much direct memory. */
  static SmallGateway start(Path root) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new SmallGateway(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classes,
                SmallGateway.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The gateway has ended");
    }
    return line;
  }

  URI uri() {
    return uri;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Memory memory() throws IOException {
    in.println("memory");
    return new Memory(Long.parseLong(line()), Long.parseLong(line()));
  }

  @Override
  public void close() {
    in.close();
    process.onExit().join();
  }

  /** Runs in the other JVM until its input ends. */
  public static void main(String[] args) throws IOException {
    AssetStore store = new MadeStore();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    GatewayConfig config = config(Path.of(args[0]));
    try (AssetService service =
            AssetService.open(config, PublishConfig.DEFAULT, Optional.of(store));
        Gateway gateway = Gateway.start(config.listener(), service)) {
      System.out.println(gateway.uri());
      while (questions.readLine() != null) {
        System.gc();
        System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        System.out.println(direct());
      }
    }
  }

  private static long direct() {
    long counted =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return counted + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  private static GatewayConfig config(Path root) {
    AssetsConfig assets =
        new AssetsConfig(
            "/assets/",
            Optional.empty(),
            OptionalLong.empty(),
            8 << 20,
            Duration.ofHours(1),
            true,
            RecordsConfig.NONE,
            false,
            Optional.empty());
    return new GatewayConfig(
        new ListenerConfig("127.0.0.1", 0, ListenerConfig.CONNECTIONS),
        EnvironmentName.DEFAULT,
        root,
        "/",
        SpaConfig.DEFAULT,
        CorsConfig.NONE,
        assets);
  }
}
