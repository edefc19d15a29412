package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The threads of a store. */
class AzureThreadsTest {

  private static final String GROUP = "passthrough-azure";

  /** Threads of stores that other tests have left open. */
  private final List<Thread> others = running();

  @Test
  void close_endsEveryThreadOfTheStore() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      AssetStore store = server.open();
      store.stat(KEY);
      store.read(KEY, ByteRange.ALL).close();
      assertThat(threads()).isNotEmpty();

      store.close();

      assertThat(CompletableFuture.runAsync(this::join)).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void close_withAnOpenReader_endsThemWithTheReader() throws Exception {
    String large = "x".repeat(1 << 20);
    try (CannedServer server = CannedServer.of(CannedServer.object(large))) {
      AssetStore store = server.open();
      try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
        store.close();

        assertThat(reader.body().readAllBytes()).hasSize(large.length());
      }
      assertThat(CompletableFuture.runAsync(this::join)).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  private void join() {
    for (Thread each : threads()) {
      try {
        each.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private List<Thread> threads() {
    return running().stream().filter(thread -> !others.contains(thread)).toList();
  }

  private static List<Thread> running() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> thread.getThreadGroup().getName().equals(GROUP))
        // The SDK's own pool is there for all stores.
        .filter(thread -> !thread.getName().startsWith("azure-sdk-global"))
        .toList();
  }
}
