package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.config.GatewayConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that is down, slow, or has other bytes than it should. */
final class StoreTroubleTest {

  private static final String OLD = Site.entry("one");
  private static final String BIG = "/static/big.0a1b2c3d.bin";

  private final TroubledStore store = new TroubledStore();
  private final GatewayConfig config;

  StoreTroubleTest(@TempDir Path folder) throws IOException {
    Site first = Site.release(folder.resolve("one"), "one");
    first.write("static/big.0a1b2c3d.bin", "0123456789".repeat(20_000));
    Rollout.publish(store, first, "one");
    Site second = Site.release(folder.resolve("two"), "two");
    this.config = Config.of(second.root(), "/static/");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 503",
    "THROTTLED, 503",
    "ACCESS_DENIED, 502",
    "INVALID, 502",
    "UNSUPPORTED, 502"
  })
  void fallback_whenTheStoreFails_saysWhetherToComeAgain(Kind kind, int status) {
    store.fail(kind);

    try (AssetService service = Gateways.open(config, store)) {
      Answer answer = get(service, OLD);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.value("X-Passthrough")).contains("error");
      assertThat(answer.value("Cache-Control")).contains("no-store");
      assertThat(answer.fields().toString() + answer.text())
          .doesNotContain("secret-bucket", "main.");
    }
  }

  @Test
  void outage_ofTheStore_asksToComeAgain() {
    store.fail(Kind.UNAVAILABLE);

    try (AssetService service = Gateways.open(config, store)) {
      assertThat(get(service, OLD).value("Retry-After")).isPresent();
    }
  }

  @Test
  void localFiles_whenTheStoreIsDownFromTheStart_areServedWithoutIt() {
    store.fail(Kind.UNAVAILABLE);

    try (AssetService service = Gateways.open(config, store)) {
      assertThat(get(service, "/").status()).isEqualTo(200);
      assertThat(get(service, Site.entry("two")).status()).isEqualTo(200);
      assertThat(store.asked(Site.entry("two").substring(8))).isEmpty();
    }
  }

  @Test
  void localFiles_whenTheStoreHangs_areServedWithoutIt() {
    store.trouble(call -> new CountDownLatch(1).await());

    try (AssetService service = Gateways.open(config, store)) {
      assertThat(get(service, Site.entry("two")).status()).isEqualTo(200);
    }
  }

  @Test
  void guesses_thatTheStoreNeverAnswers_holdUpNoKnownAsset() {
    try (AssetService service = Gateways.open(config, store)) {
      Answer.to(service, "HEAD", OLD);
      store.trouble(
          call -> {
            if (call.contains("guess")) {
              new CountDownLatch(1).await();
            }
          });
      IntStream.range(0, 100)
          .mapToObj(i -> new Request("GET", "/static/guess" + i + ".js", List.of()))
          .forEach(service::answer);

      assertThat(get(service, OLD).status()).isEqualTo(200);
    }
  }

  @Test
  void keysThatNoRecordNames_whenTheyAreRefused_areNotAskedFor() {
    store.put("js/foreign.0a1b2c3d.js", new byte[1], AssetHeaders.of("text/javascript"));

    try (AssetService service = Gateways.open(Config.refusingUnknownKeys(config), store)) {
      assertThat(get(service, "/static/js/foreign.0a1b2c3d.js").status()).isEqualTo(404);
      assertThat(get(service, OLD).status()).isEqualTo(200);
      assertThat(store.asked("js/foreign.0a1b2c3d.js")).isEmpty();
    }
  }

  @Test
  void pages_whenTheStoreHangs_areServedWithoutIt() {
    store.trouble(call -> new CountDownLatch(1).await());
    GatewayConfig wholeSite = Config.of(config.root(), "/");

    try (AssetService service = Gateways.open(wholeSite, store)) {
      Reply reply =
          service.answer(new Request("GET", "/about", List.of(new Field("Accept", "text/html"))));

      assertThat(reply).isInstanceOf(Reply.Now.class);
    }
  }

  @Test
  void fallback_whenTheStoreComesBack_works() {
    store.fail(Kind.UNAVAILABLE);

    try (AssetService service = Gateways.open(config, store)) {
      get(service, "/static/locales/other.json");
      store.heal();

      assertThat(Gateways.eventually(service, OLD, 200).text()).startsWith("main('one')");
    }
  }

  @Test
  void missing_beforeTheRecordsWereRead_isNoMiss() {
    store.trouble(
        call -> {
          if (call.startsWith("list")) {
            throw AssetStoreException.of(Kind.UNAVAILABLE, "list", "memory").because("down");
          }
        });

    try (AssetService service = Gateways.open(config, store)) {
      assertThat(get(service, "/static/js/missing.js").status()).isEqualTo(503);
    }
  }

  @Test
  void missing_whenTheRecordsMayNotBeListed_isUnknownUnlessItsNameIsFingerprinted() {
    store.trouble(StoreTroubleTest::refuseLists);

    try (AssetService service = Gateways.open(config, store)) {
      assertThat(get(service, "/static/locales/none.json").status()).isEqualTo(503);
      assertThat(get(service, "/static/js/none.9f8e7d6c5b4a.js").status()).isEqualTo(404);
      assertThat(get(service, OLD).status()).isEqualTo(200);
      assertThat(service.notices())
          .anyMatch(notice -> notice.contains("gateway.assets.records: none"));
    }
  }

  @Test
  void missing_whereTheStoreHasNoRecords_isAMissAndNothingIsListed() {
    store.trouble(StoreTroubleTest::refuseLists);

    try (AssetService service = Gateways.open(Config.withoutRecords(config), store)) {
      assertThat(get(service, "/static/locales/none.json").status()).isEqualTo(404);
      assertThat(get(service, OLD).status()).isEqualTo(200);
      assertThat(service.notices()).isEmpty();
    }
  }

  private static void refuseLists(String call) {
    if (call.startsWith("list")) {
      throw AssetStoreException.of(Kind.ACCESS_DENIED, "list", "memory").because("it is so");
    }
  }

  @Test
  void fallback_whenTheStoreHangs_isGivenUp() {
    try (AssetService service = Gateways.impatient(config, store, Duration.ofMillis(100))) {
      Answer.to(service, "HEAD", OLD);
      store.trouble(call -> new CountDownLatch(1).await());

      assertThat(get(service, OLD).status()).isEqualTo(503);
    }
  }

  @Test
  void fallback_afterSomeTimeOuts_isRefusedAtOnceAndRecoversByItself() {
    try (AssetService service = Gateways.impatient(config, store, Duration.ofMillis(100))) {
      Answer.to(service, "HEAD", OLD);
      store.trouble(call -> new CountDownLatch(1).await());
      for (int i = 0; i < 8; i++) {
        get(service, "/static/js/guess" + i + ".js");
      }

      Reply refused = service.answer(new Request("GET", OLD, List.of()));

      assertThat(refused.stage().toCompletableFuture()).isDone();
      assertThat(Answer.of(refused).status()).isEqualTo(503);
      assertThat(store.asked(OLD.substring("/static/".length()))).isEmpty();
      assertThat(service.notices()).anyMatch(notice -> notice.contains("does not answer"));

      store.heal();

      assertThat(Gateways.eventually(service, OLD, 200).text()).startsWith("main('one')");
      assertThat(service.notices()).noneMatch(notice -> notice.contains("does not answer"));
    }
  }

  @Test
  void failures_thatSayThatTheStoreIsThere_refuseNothing() {
    try (AssetService service = Gateways.open(config, store)) {
      Answer.to(service, "HEAD", OLD);
      store.fail(Kind.ACCESS_DENIED);
      for (int i = 0; i < 20; i++) {
        get(service, "/static/js/guess" + i + ".js");
      }
      store.heal();

      assertThat(get(service, OLD).status()).isEqualTo(200);
    }
  }

  @Test
  void fallback_whenTheBodyHangs_isGivenUp() {
    try (AssetService service = Gateways.impatient(config, store, Duration.ofMillis(100))) {
      store.tamper(Endless::new);

      assertThat(get(service, OLD).status()).isEqualTo(503);
    }
  }

  @Test
  void corruptBytes_ofAKnownAsset_areNeverServedNorKept() {
    try (AssetService service = Gateways.open(config, store)) {
      store.tamper(body -> same(body, 'x'));
      Answer corrupt = get(service, OLD);
      store.heal();
      Answer healed = get(service, OLD);

      assertThat(corrupt.status()).isEqualTo(502);
      assertThat(corrupt.text()).isEqualTo("Bad gateway\n");
      assertThat(healed.text()).startsWith("main('one')");
    }
  }

  @Test
  void shortBody_ofAKnownAsset_isNeverServed() {
    try (AssetService service = Gateways.open(config, store)) {
      store.tamper(body -> new ByteArrayInputStream(new byte[3]));

      assertThat(get(service, OLD).status()).isEqualTo(502);
    }
  }

  @Test
  void largeAsset_withTheRightBytes_isStreamed() {
    try (AssetService service = Gateways.open(config, store)) {
      Answer answer = get(service, BIG);

      assertThat(answer.text()).isEqualTo("0123456789".repeat(20_000));
      assertThat(answer.value("Content-Length")).contains("200000");
      assertThat(answer.value("X-Passthrough")).contains("store");
    }
  }

  @Test
  void largeAsset_byRange_isReadAsARange() {
    try (AssetService service = Gateways.open(config, store)) {
      Answer answer = get(service, BIG, new Field("Range", "bytes=100000-100004"));

      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.text()).isEqualTo("01234");
      assertThat(store.asked("big.0a1b2c3d.bin")).containsExactly("read part of big.0a1b2c3d.bin");
    }
  }

  @Test
  void largeAsset_withOtherBytes_neverEndsWell() {
    try (AssetService service = Gateways.open(config, store)) {
      store.tamper(body -> same(body, 'x'));

      assertThatThrownBy(() -> get(service, BIG)).hasRootCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void largeAsset_thatBreaksOff_neverEndsWell() {
    try (AssetService service = Gateways.open(config, store)) {
      store.tamper(body -> new ByteArrayInputStream(new byte[100_000]));

      assertThatThrownBy(() -> get(service, BIG)).hasRootCauseInstanceOf(IOException.class);
    }
  }

  private static InputStream same(InputStream body, char other) {
    try {
      String text = new String(body.readAllBytes(), StandardCharsets.US_ASCII);
      String tampered = text.substring(0, text.length() - 1) + other;
      return new ByteArrayInputStream(tampered.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A body of which nothing comes until the reader is interrupted. */
  private static final class Endless extends InputStream {

    Endless(InputStream body) {}

    @Override
    public int read() throws IOException {
      try {
        new CountDownLatch(1).await();
        return -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
