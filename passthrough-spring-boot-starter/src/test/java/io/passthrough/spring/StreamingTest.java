package io.passthrough.spring;

import static io.passthrough.spring.Site.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that come from the store while they are sent, in a server with two threads. */
class StreamingTest {

  private static final int CLIENTS = 6;

  @TempDir private static Path folder;
  private static Rollout rollout;
  private static Site site;

  @BeforeAll
  static void start() throws IOException {
    rollout = Rollout.in(folder);
    site =
        Site.start(
            rollout,
            PlainApplication.class,
            "passthrough.gateway.assets.fill-max=64KiB",
            "server.tomcat.threads.max=2",
            "server.tomcat.threads.min-spare=2");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Socket ask(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", site.port()));
    socket.setSoTimeout(30_000);
    String request = "GET /" + path + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void largerBody_streamed_comesWhole() throws IOException {
    assertThat(site.get("/" + Rollout.OLD_BIG).body()).isEqualTo(Rollout.BIG);
  }

  @Test
  void largerBody_rangeOfIt_comesAsARange() throws IOException {
    byte[] range = site.get("/" + Rollout.OLD_BIG, "Range", "bytes=1000000-1999999").body();

    assertThat(range).isEqualTo(Arrays.copyOfRange(Rollout.BIG, 1_000_000, 2_000_000));
  }

  @Test
  void clientsThatReadNothing_moreThanThreads_holdNone() throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Socket client = ask(Rollout.OLD_BIG);
      clients.add(client);
      assertThat(client.getInputStream().read()).isEqualTo('H');
    }

    assertThat(text(site.get("/static/made"))).isEqualTo("made");
    byte[] rest = clients.get(0).getInputStream().readAllBytes();
    assertThat(Arrays.copyOfRange(rest, rest.length - Rollout.BIG.length, rest.length))
        .isEqualTo(Rollout.BIG);
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void storeWithOtherBytes_whileItIsRead_neverEndsWell() throws IOException {
    byte[] damaged = Rollout.BIG.clone();
    damaged[damaged.length - 1]++;
    Path object = rollout.store().resolve(Rollout.OLD_PLAN.substring("static/".length()));
    Files.write(object, damaged);

    try (Socket client = ask(Rollout.OLD_PLAN)) {
      byte[] answer = client.getInputStream().readAllBytes();

      assertThat(answer.length).isLessThan(Rollout.BIG.length);
    }
  }
}
