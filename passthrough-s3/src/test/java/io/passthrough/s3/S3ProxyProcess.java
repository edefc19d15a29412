package io.passthrough.s3;

import io.minio.MinioClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that speaks the protocol of S3, in a process of its own; it keeps objects in memory. */
final class S3ProxyProcess implements AutoCloseable {

  static final String ACCESS_KEY = "test-access";
  static final String SECRET_KEY = "test-secret";

  private final Process process;
  private final URI endpoint;

  private S3ProxyProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static S3ProxyProcess start(Path folder) throws IOException {
    URI endpoint = URI.create("http://127.0.0.1:" + freePort());
    Path properties = Files.writeString(folder.resolve("s3proxy.properties"), properties(endpoint));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-jar",
                System.getProperty("s3proxy.jar"),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .start();
    return new S3ProxyProcess(process, endpoint).untilStarted();
  }

  private static String properties(URI endpoint) {
    Map<String, String> properties =
        Map.of(
            "s3proxy.authorization", "aws-v2-or-v4",
            "s3proxy.endpoint", endpoint.toString(),
            "s3proxy.identity", ACCESS_KEY,
            "s3proxy.credential", SECRET_KEY,
            "jclouds.provider", "transient",
            "jclouds.identity", "any",
            "jclouds.credential", "any");
    List<String> lines =
        properties.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
    return String.join("\n", lines) + "\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private S3ProxyProcess untilStarted() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Started") && line.contains("Server")) {
        Thread drain = new Thread(() -> drain(out), "s3proxy-output");
        drain.setDaemon(true);
        drain.start();
        return this;
      }
    }
    throw new IOException("S3Proxy did not start:\n" + said);
  }

  private static void drain(BufferedReader out) {
    try {
      out.transferTo(java.io.Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  /** Returns another client, with all rights. */
  MinioClient witness() {
    return MinioClient.builder()
        .endpoint(endpoint().toString())
        .credentials(ACCESS_KEY, SECRET_KEY)
        .build();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
