package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetHeaders;
import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients of one file that is too large to be read whole. */
class SharedStreamTest {

  private static final String KEY = "media/film.0b1c2d3e.mp4";
  private static final String TARGET = "/static/" + KEY;
  private static final String GET = "GET " + TARGET + " HTTP/1.1\r\nHost: localhost\r\n";
  private static final int FIRST = 50_000;

  @TempDir private Path root;
  private FrontendSite site;

  @BeforeEach
  void start() throws Exception {
    site = FrontendSite.withSlowClients(root, FrontendSite.FILL_MAX);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private byte[] film(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    site.put(KEY, bytes, AssetHeaders.of("video/mp4"));
    return bytes;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Test
  void clients_whoComeTogether_shareOneRead() throws Exception {
    byte[] bytes = film(900_000);
    CountDownLatch begun = new CountDownLatch(50);
    site.store().body(KEY, body -> new HeldStream(body, FIRST, begun));
    List<CompletableFuture<String>> rests = new ArrayList<>();
    try (Crowd crowd = new Crowd(50)) {
      for (int i = 0; i < 50; i++) {
        rests.add(crowd.ask(() -> watch(begun, bytes.length)));
      }

      assertThat(rests)
          .allSatisfy(rest -> assertThat(rest.join()).isEqualTo(text(bytes, 0, bytes.length)));
    }
    assertThat(site.store().reads(KEY)).isEqualTo(2);
  }

  private String watch(CountDownLatch begun, int size) throws IOException {
    try (RawClient client = RawClient.connect(site.uri())) {
      client.send(GET + "\r\n");
      String first = client.receiveFirst(FIRST);
      begun.countDown();
      return first + client.more(size - FIRST);
    }
  }

  @Test
  void client_whoFallsAWindowBehind_goesOnAlone() throws Exception {
    byte[] bytes = film(24 << 20);
    try (RawClient slow = RawClient.connect(site.uri(), 4_096);
        RawClient fast = RawClient.connect(site.uri())) {
      slow.send(GET + "\r\n");
      slow.receiveFirst(FIRST);
      fast.send(GET + "\r\n");

      assertThat(fast.receive().body()).isEqualTo(bytes);
      assertThat(slow.more(bytes.length - FIRST)).isEqualTo(text(bytes, FIRST, bytes.length));
    }
  }

  @Test
  void part_thatStartsWithinTheWindow_isReadWithTheWhole() throws Exception {
    byte[] bytes = film(900_000);
    CountDownLatch begun = new CountDownLatch(2);
    site.store().body(KEY, body -> new HeldStream(body, FIRST, begun));
    try (RawClient whole = RawClient.connect(site.uri());
        RawClient part = RawClient.connect(site.uri())) {
      whole.send(GET + "\r\n");
      whole.receiveFirst(FIRST);
      begun.countDown();
      int reads = site.store().reads(KEY);
      part.send(GET + "Range: bytes=1000-\r\n\r\n");
      String first = part.receiveFirst(FIRST - 1000);
      begun.countDown();

      assertThat(first).isEqualTo(text(bytes, 1000, FIRST));
      assertThat(part.more(bytes.length - FIRST)).isEqualTo(text(bytes, FIRST, bytes.length));
      assertThat(site.store().reads(KEY)).isEqualTo(reads);
    }
  }

  @Test
  void clients_whenTheBodyBreaksOff_areAllAborted() throws Exception {
    film(900_000);
    site.store().body(KEY, body -> new BrokenStream(FIRST));
    try (Crowd crowd = new Crowd(5)) {
      List<CompletableFuture<Received>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.add(crowd.ask(() -> RawClient.get(site.uri(), TARGET, "")));
      }

      assertThat(all)
          .allSatisfy(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(IOException.class));
    }
  }

  @Test
  void client_whoLeaves_endsTheReadForNobodyElse() throws Exception {
    byte[] bytes = film(900_000);
    CountDownLatch begun = new CountDownLatch(1);
    site.store().body(KEY, body -> new HeldStream(body, FIRST, begun));
    try (RawClient leaving = RawClient.connect(site.uri());
        RawClient staying = RawClient.connect(site.uri())) {
      leaving.send(GET + "\r\n");
      leaving.receiveFirst(FIRST);
      staying.send(GET + "\r\n");
      staying.receiveFirst(FIRST);
      leaving.reset();
      begun.countDown();

      assertThat(staying.more(bytes.length - FIRST)).isEqualTo(text(bytes, FIRST, bytes.length));
    }
  }
}
