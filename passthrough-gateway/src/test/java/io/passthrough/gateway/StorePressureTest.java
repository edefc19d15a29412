package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is slow, silent or scanned, and many who want something of it. */
class StorePressureTest {

  private static final AssetHeaders SCRIPT = AssetHeaders.of("text/javascript");
  private static final int LARGE = 7 << 20;

  @TempDir private Path root;
  private FrontendSite site;

  @BeforeEach
  void start() throws Exception {
    site = FrontendSite.withSlowClients(root, 8 << 20);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static String request(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String chunk(int i) {
    return String.format("js/chunk%d.0b1c2d%02x.js", i, i % 256);
  }

  private int get(String target) throws IOException {
    return RawClient.get(site.uri(), target, "").status();
  }

  private RawClient ask(String method, String target) throws IOException {
    RawClient client = RawClient.connect(site.uri());
    client.send(request(method, target));
    return client;
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void smallBodies_whileLargeOnesWait_goPastThem() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<RawClient> large = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String key = "media/film" + i + ".0b1c2d3e.mp4";
      site.put(key, new byte[LARGE], AssetHeaders.of("video/mp4"));
      site.store().body(key, body -> new HeldStream(body, 100_000, release));
      large.add(ask("GET", "/static/" + key));
    }
    for (int i = 0; i < 20; i++) {
      site.put(chunk(i), "small", SCRIPT);
      assertThat(get("/static/" + chunk(i))).isEqualTo(200);
    }

    release.countDown();

    for (RawClient client : large) {
      Received film = client.receive();
      assertThat(film.status()).isEqualTo(200);
      assertThat(film.body()).hasSize(LARGE);
    }
    close(large);
  }

  @Test
  void coldKeys_moreThanEverWaitedBefore_areAllAnswered() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 399; i++) {
      site.put(chunk(i), "chunk " + i, SCRIPT);
      site.store().body(chunk(i), body -> new HeldStream(body, 0, release));
      clients.add(ask("GET", "/static/" + chunk(i)));
    }

    release.countDown();

    for (int i = 0; i < 399; i++) {
      assertThat(clients.get(i).receive().text()).isEqualTo("chunk " + i);
    }
    close(clients);
  }

  @Test
  void store_thatIsDown_isNotAskedForEachRequest() throws Exception {
    site.store().failing(Kind.UNAVAILABLE);
    for (int i = 0; i < 20; i++) {
      get("/static/" + chunk(i));
    }
    int calls = site.store().calls();

    Received refused = RawClient.get(site.uri(), "/static/" + chunk(99), "");

    assertThat(calls).isLessThan(20);
    assertThat(site.store().reads(chunk(99))).isZero();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.field("X-Passthrough")).isEqualTo("error");
    assertThat(refused.field("Retry-After")).isNotEmpty();
    assertThat(site.notices()).anyMatch(notice -> notice.contains("does not answer"));
  }

  @Test
  void store_thatAnswersAgain_isAskedAgainByItself() throws Exception {
    site.put(chunk(1), "chunk", SCRIPT);
    site.store().failing(Kind.THROTTLED);
    for (int i = 0; i < 20; i++) {
      get("/static/" + chunk(i));
    }
    site.store().recover();

    int status = get("/static/" + chunk(1));
    while (status == 503) {
      Thread.onSpinWait();
      status = get("/static/" + chunk(1));
    }

    assertThat(status).isEqualTo(200);
    assertThat(site.notices()).noneMatch(notice -> notice.contains("does not answer"));
  }

  @Test
  void store_thatDenies_isAskedForEachRequest() throws Exception {
    site.store().failing(Kind.ACCESS_DENIED);
    for (int i = 0; i < 20; i++) {
      assertThat(get("/static/" + chunk(i))).isEqualTo(502);
    }

    assertThat(site.store().calls()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void files_whileNamesAreGuessed_areAllServed() throws Exception {
    for (int i = 0; i < 50; i++) {
      site.put(chunk(i), "chunk", SCRIPT);
    }
    List<RawClient> scanners = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      scanners.add(ask("GET", "/static/js/guess" + i + ".js"));
    }

    for (int i = 0; i < 50; i++) {
      assertThat(get("/static/" + chunk(i))).isEqualTo(200);
    }
    for (RawClient scanner : scanners) {
      assertThat(scanner.receive().status()).isEqualTo(404);
    }
    close(scanners);
  }

  @Test
  void heads_ofOneFile_askOnce() throws Exception {
    site.put(chunk(1), "chunk", SCRIPT);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(ask("HEAD", "/static/" + chunk(1)));
    }

    for (RawClient client : clients) {
      assertThat(client.receive(true).field("Content-Length")).isEqualTo("5");
    }
    assertThat(RawClient.get(site.uri(), "/static/" + chunk(1), "").text()).isEqualTo("chunk");
    assertThat(site.store().stats(chunk(1))).isEqualTo(1);
    close(clients);
  }

  @Test
  void head_ofAFileThatWasRead_asksNothing() throws Exception {
    site.put(chunk(1), "chunk", SCRIPT);
    get("/static/" + chunk(1));

    Received head = RawClient.exchange(site.uri(), request("HEAD", "/static/" + chunk(1)));

    assertThat(head.field("X-Passthrough")).isEqualTo("cache");
    assertThat(site.store().stats(chunk(1))).isZero();
  }
}
