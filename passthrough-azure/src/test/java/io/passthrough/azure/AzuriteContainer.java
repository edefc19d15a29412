package io.passthrough.azure;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The emulator in a container of its own.
 *
 * @param container the container
 */
record AzuriteContainer(GenericContainer<?> container) implements Azurite {

  private static final String IMAGE = "azure-storage/azurite:" + VERSION;
  private static final int PORT = 10_000;
  private static final int SECONDS_TO_START = 60;

  /** The engine opens the port before the emulator listens; this is the emulator's own answer. */
  private static final int UNSIGNED_REFUSED = 400;

  /** Why it did not start, once known: no suite waits for what another one waited for. */
  private static @Nullable IOException failure;

  /** Starts it, and fails with one line where no Docker engine answers. */
  static synchronized AzuriteContainer start() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return CompletableFuture.supplyAsync(AzuriteContainer::run)
          .get(SECONDS_TO_START, TimeUnit.SECONDS);
    } catch (Exception e) {
      String line = "Not run on a real server: no Docker engine gives '" + IMAGE + "', " + e;
      failure = new IOException(line, e);
      throw failure;
    }
  }

  private static AzuriteContainer run() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException("none answers");
    }
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withCommand(
                "azurite-blob",
                "--blobHost",
                "0.0.0.0",
                "--blobKeepAliveTimeout",
                "600",
                "--inMemoryPersistence",
                "--silent",
                "--disableTelemetry")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/").forStatusCode(UNSIGNED_REFUSED));
    container.start();
    return new AzuriteContainer(container);
  }

  @Override
  public URI server() {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  @Override
  public void close() {
    container.close();
  }
}
