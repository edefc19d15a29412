package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * MinIO in a container of its own.
 *
 * @param container the container
 */
record MinioServer(GenericContainer<?> container) implements AutoCloseable {

  private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
  private static final int PORT = 9000;
  private static final int SECONDS_TO_START = 60;

  /** Why it did not start, once known: no suite waits for what another one waited for. */
  private static @Nullable IOException failure;

  /** Starts it, and fails with one line where no Docker engine answers. */
  static synchronized MinioServer start() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return CompletableFuture.supplyAsync(MinioServer::run)
          .get(SECONDS_TO_START, TimeUnit.SECONDS);
    } catch (Exception e) {
      String line = "Not run on a real server: no Docker engine gives '" + IMAGE + "', " + e;
      failure = new IOException(line, e);
      throw failure;
    }
  }

  /** Says why a suite does not run; fails where it must. */
  static void sayWhyNot(String why) {
    assertThat(System.getProperty("passthrough.realServers")).as(why).isNotEqualTo("required");
    System.out.println(why);
  }

  static String version() {
    return IMAGE.substring(IMAGE.indexOf(':') + 1);
  }

  private static MinioServer run() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException("none answers");
    }
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withCommand("server", "/data")
            .withEnv("MINIO_ROOT_USER", S3ProxyProcess.ACCESS_KEY)
            .withEnv("MINIO_ROOT_PASSWORD", S3ProxyProcess.SECRET_KEY)
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
    container.start();
    return new MinioServer(container);
  }

  URI endpoint() {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  /** Returns another client, with all rights. */
  MinioClient witness() {
    return MinioClient.builder()
        .endpoint(endpoint().toString())
        .credentials(S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY)
        .build();
  }

  @Override
  public void close() {
    container.close();
  }
}
