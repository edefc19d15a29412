package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.gateway.RawClient.Received;
import io.passthrough.gateway.SmallGateway.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that are idle or read nothing, and a gateway with 64 MiB of heap. */
class ClientPressureTest {

  private static final int MIB = 1 << 20;
  private static final int SMALL = 20 * 1024;
  private static final String LOCAL = "/assets/app.1a2b3c4d.js";

  @TempDir private Path root;
  private final List<RawClient> clients = new ArrayList<>();
  private SmallGateway gateway;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(root.resolve("index.html"), "<p>page");
    Files.createDirectories(root.resolve("assets"));
    Files.writeString(root.resolve(LOCAL.substring(1)), "the script");
    gateway = SmallGateway.start(root);
  }

  @AfterEach
  void stop() throws Exception {
    leave();
    gateway.close();
  }

  private void leave() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    clients.clear();
  }

  private static String asset(int size, int number) {
    return "/assets/" + MadeStore.key(size, number);
  }

  private Received get(String target) throws IOException {
    return RawClient.get(gateway.uri(), target, "");
  }

  /** Asks, and never reads the answer. */
  private void stuck(String target) throws IOException {
    RawClient client = RawClient.connect(gateway.uri(), 2_048);
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    clients.add(client);
  }

  /** Each of another body, which are twice the heap together. */
  private void stuckClients() throws IOException {
    for (int i = 0; i < 10; i++) {
      stuck(asset(7 * MIB, i));
    }
    for (int i = 0; i < 40; i++) {
      stuck(asset(MIB, i));
    }
    for (int i = 0; i < 150; i++) {
      stuck(asset(200 * 1024, i));
    }
    for (int i = 0; i < 1_000; i++) {
      stuck(asset(SMALL, i));
    }
  }

  @Test
  void clientsThatReadNothing_ofTwiceTheHeap_takeNothingFromOthers() throws Exception {
    String cached = asset(300 * 1024, 7);
    get(cached);
    get(cached);

    stuckClients();

    assertThat(get("/").status()).isEqualTo(200);
    assertThat(get(LOCAL).text()).isEqualTo("the script");
    assertThat(get(cached).body()).isEqualTo(MadeStore.bytes(300 * 1024, 7));
    for (int i = 5_000; i < 5_200; i++) {
      assertThat(get(asset(SMALL, i)).body()).isEqualTo(MadeStore.bytes(SMALL, i));
    }
    assertThat(gateway.isAlive()).isTrue();
  }

  @Test
  void clientsThatReadNothing_whenTheyAreGone_leaveNothingBehind() throws Exception {
    stuckClients();

    leave();

    for (int i = 100; i < 110; i++) {
      assertThat(get(asset(7 * MIB, i)).body()).isEqualTo(MadeStore.bytes(7 * MIB, i));
    }
  }

  @Test
  void clientsThatReadNothing_ofOneCachedBody_takeNoDirectMemory() throws Exception {
    String film = asset(5 * MIB, 1);
    get(film);
    Memory before = gateway.memory();

    for (int i = 0; i < 20; i++) {
      stuck(film);
    }

    assertThat(get(asset(5 * MIB, 2)).status()).isEqualTo(200);
    assertThat(gateway.memory().direct() - before.direct()).isLessThan(4 * MIB);
  }

  @Test
  void requestsInAdvance_ofClientsThatReadNothing_areNotAnswered() throws Exception {
    String request = "GET " + asset(200 * 1024, 1) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 200; i++) {
      RawClient client = RawClient.connect(gateway.uri(), 2_048);
      client.send(request.repeat(100));
      clients.add(client);
    }

    assertThat(get(LOCAL).status()).isEqualTo(200);
    assertThat(get(asset(SMALL, 1)).status()).isEqualTo(200);
    assertThat(gateway.memory().direct()).isLessThan(24L * MIB);
  }

  @Test
  void headsThatNeverEnd_takeNothingFromOthers() throws Exception {
    String half = "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + "a".repeat(7_000);
    for (int i = 0; i < 3_000; i++) {
      RawClient client = RawClient.connect(gateway.uri());
      client.send(half);
      clients.add(client);
    }

    assertThat(get(LOCAL).status()).isEqualTo(200);
    assertThat(gateway.memory().direct()).isLessThan(40L * MIB);
  }

  @Test
  void idleConnections_eachUsedOnce_takeLittleHeapAndNoDirectMemory() throws Exception {
    get(LOCAL);
    Memory before = gateway.memory();

    for (int i = 0; i < 3_000; i++) {
      RawClient client = RawClient.connect(gateway.uri());
      client.send("GET " + LOCAL + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      client.receive();
      clients.add(client);
    }

    Memory after = gateway.memory();
    assertThat((after.heap() - before.heap()) / 3_000).isLessThan(4_096);
    assertThat(after.direct() - before.direct()).isLessThan(MIB);
  }
}
