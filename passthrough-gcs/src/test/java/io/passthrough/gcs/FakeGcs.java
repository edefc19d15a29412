package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * fake-gcs-server, which keeps objects in memory: a process of its own where the program is on the
 * path, else a container.
 */
final class FakeGcs implements AutoCloseable {

  static final String VERSION = "1.56.1";

  private static final String PROGRAM = "fake-gcs-server";
  private static final String IMAGE = "fsouza/fake-gcs-server:" + VERSION;
  private static final int PORT = 4443;
  private static final int SECONDS_TO_START = 60;

  /** Why it did not start, once known: no suite waits for what another one waited for. */
  private static @Nullable IOException failure;

  private final URI endpoint;
  private final AutoCloseable running;

  private FakeGcs(URI endpoint, AutoCloseable running) {
    this.endpoint = endpoint;
    this.running = running;
  }

  /** Starts it, and fails with one line where neither program nor Docker engine is there. */
  static synchronized FakeGcs start() throws IOException {
    Optional<Path> program = program();
    if (program.isPresent()) {
      return asProcess(program.get());
    }
    if (failure != null) {
      throw failure;
    }
    try {
      return CompletableFuture.supplyAsync(FakeGcs::asContainer)
          .get(SECONDS_TO_START, TimeUnit.SECONDS)
          .knowingItsAddress();
    } catch (Exception e) {
      String line =
          "Not run on a real server: there is no '"
              + PROGRAM
              + "' on the path, and no Docker engine gives '"
              + IMAGE
              + "', "
              + e;
      failure = new IOException(line, e);
      throw failure;
    }
  }

  /** Says why a suite does not run; fails where it must. */
  static void sayWhyNot(String why) {
    assertThat(System.getProperty("passthrough.realServers")).as(why).isNotEqualTo("required");
    System.out.println(why);
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", ""))
        .flatMap(path -> Arrays.stream(path.split(":")))
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static FakeGcs asProcess(Path program) throws IOException {
    URI endpoint = URI.create("http://127.0.0.1:" + freePort());
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-scheme",
                "http",
                "-host",
                "127.0.0.1",
                "-port",
                Integer.toString(endpoint.getPort()),
                "-backend",
                "memory",
                "-external-url",
                endpoint.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new FakeGcs(endpoint, process::destroyForcibly).untilItAnswers(process);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private FakeGcs untilItAnswers(Process process) throws IOException {
    while (process.isAlive()) {
      try {
        send(HttpRequest.newBuilder(endpoint.resolve("/_internal/healthcheck")).build());
        return this;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    throw new IOException(PROGRAM + " ended with " + process.exitValue());
  }

  private static FakeGcs asContainer() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException("none answers");
    }
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withCommand("-scheme", "http", "-port", Integer.toString(PORT), "-backend", "memory")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/_internal/healthcheck").forPort(PORT));
    container.start();
    URI endpoint =
        URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    return new FakeGcs(endpoint, container);
  }

  /** It sends clients that upload large objects to the address that it takes for its own. */
  private FakeGcs knowingItsAddress() throws IOException {
    send(
        HttpRequest.newBuilder(endpoint.resolve("/_internal/config"))
            .PUT(BodyPublishers.ofString("{\"externalUrl\":\"" + endpoint + "\"}"))
            .build());
    return this;
  }

  private static void send(HttpRequest request) throws IOException {
    HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS_TO_START)).build();
    try {
      client.send(request, BodyHandlers.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  JsonInterface witness() {
    return JsonInterface.of(endpoint);
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
