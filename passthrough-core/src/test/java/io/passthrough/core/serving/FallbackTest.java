package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway of the second release, with the first one in the store. */
final class FallbackTest {

  private static final String OLD = Site.entry("one");
  private static final String OLD_KEY = OLD.substring("/static/".length());

  private final TroubledStore store = new TroubledStore();
  private final Path folder;
  private final Site second;
  private final AssetService service;

  FallbackTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Site first = Site.release(folder.resolve("one"), "one");
    first.write("static/old-only.json", "{\"old\": true}");
    first.write("static/js/coded.0a1b2c3d.js", Site.APP);
    first.code("static/js/coded.0a1b2c3d.js");
    Rollout.publish(store, first, "one");
    this.second = Site.release(folder.resolve("two"), "two");
    this.service = Gateways.open(Config.of(second.root(), "/static/"), store);
  }

  @BeforeEach
  void publishSecond() {
    Rollout.publish(store, second, "two");
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void fingerprinted_ofAnotherRelease_isServedAsItsOwnGatewayWould() throws IOException {
    Site first = Site.release(folder.resolve("again"), "one");
    AssetService own = Gateways.open(Config.of(first.root(), "/static/"), store);

    Answer local = get(own, OLD);
    Answer fallback = get(service, OLD);

    assertThat(fallback.text()).isEqualTo(local.text());
    assertThat(fallback.value("ETag")).isEqualTo(local.value("ETag"));
    assertThat(fallback.value("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(fallback.value("Cache-Control")).contains("public, max-age=31536000, immutable");
    assertThat(fallback.value("X-Content-Type-Options")).contains("nosniff");
    assertThat(local.value("X-Passthrough")).contains("local");
    assertThat(fallback.value("X-Passthrough")).contains("store");
    own.close();
  }

  @Test
  void asset_askedForAgain_comesFromMemory() {
    get(service, OLD);

    Answer again = get(service, OLD);

    assertThat(again.value("X-Passthrough")).contains("cache");
    assertThat(store.asked(OLD_KEY)).hasSize(1);
  }

  @Test
  void asset_askedForByManyAtOnce_isReadOnce() {
    CountDownLatch all = new CountDownLatch(1);
    store.trouble(call -> all.await());

    List<Reply> replies =
        IntStream.range(0, 50)
            .mapToObj(i -> service.answer(new Request("GET", OLD, List.of())))
            .toList();
    all.countDown();
    Stream<Answer> answers = replies.stream().map(Answer::of);

    assertThat(answers).extracting(Answer::status).containsOnly(200).hasSize(50);
    assertThat(store.asked(OLD_KEY)).hasSize(1);
  }

  @Test
  void mutable_ofAnEarlierRelease_isServedWithNoCache() {
    Answer answer = Gateways.eventually(service, "/static/old-only.json", 200);

    assertThat(answer.text()).isEqualTo("{\"old\": true}");
    assertThat(answer.value("Cache-Control")).contains("no-cache");
    assertThat(answer.value("Content-Type")).contains("application/json; charset=utf-8");
  }

  @Test
  void mutable_ofThisRelease_isLocalWhateverTheStoreHas() {
    Answer answer = get(service, "/static/locales/en.json");

    assertThat(answer.text()).contains("two");
    assertThat(answer.value("X-Passthrough")).contains("local");
  }

  @Test
  void knownAsset_withoutNeedForBytes_isAnsweredWithoutTheStore() {
    Answer head = Answer.to(service, "HEAD", OLD);
    Answer same = get(service, OLD, field("If-None-Match", head.value("ETag").orElseThrow()));
    Answer beyond = get(service, OLD, field("Range", "bytes=99999-"));
    Answer other = get(service, OLD, field("If-Match", "\"other\""));

    assertThat(Stream.of(head, same, beyond, other).map(Answer::status))
        .containsExactly(200, 304, 416, 412);
    assertThat(head.value("Content-Length")).contains("600");
    assertThat(same.value("Cache-Control")).contains("public, max-age=31536000, immutable");
    assertThat(beyond.value("Cache-Control")).contains("no-store");
    assertThat(store.asked(OLD_KEY)).isEmpty();
  }

  @Test
  void knownAsset_byRange_isReadWholeOnceAndCut() {
    Answer part = get(service, OLD, field("Range", "bytes=0-3"));
    Answer rest = get(service, OLD, field("Range", "bytes=4-9"));

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text() + rest.text()).isEqualTo("main('one'");
    assertThat(store.asked(OLD_KEY)).hasSize(1);
  }

  @Test
  void codings_thatPublishTookOver_areServed() throws IOException {
    String target = "/static/js/coded.0a1b2c3d.js";

    Answer plain = get(service, target);
    Answer coded = get(service, target, field("Accept-Encoding", "br"));

    assertThat(plain.text()).isEqualTo(Site.APP);
    assertThat(coded.body()).isEqualTo(Site.brotli(plain.body()));
    assertThat(coded.value("Content-Encoding")).contains("br");
    assertThat(plain.value("Vary")).contains("Accept-Encoding");
    assertThat(coded.value("ETag")).isNotEqualTo(plain.value("ETag"));
  }

  @Test
  void records_underTheirOwnName_areNeverServed() {
    Answer record = get(service, "/static/.passthrough/releases/one/manifest.json");
    Answer encoded = get(service, "/static/%2Epassthrough/releases/one/manifest.json");

    assertThat(record.status()).isEqualTo(404);
    assertThat(encoded.status()).isEqualTo(404);
    assertThat(store.asked("releases/one/manifest.json")).isEmpty();
  }

  @Test
  void missing_askedForAgain_isAskedOnceOnly() {
    Gateways.eventually(service, "/static/js/missing.js", 404);

    Answer again = get(service, "/static/js/missing.js");

    assertThat(again.status()).isEqualTo(404);
    assertThat(again.value("X-Passthrough")).contains("miss");
    assertThat(again.value("Cache-Control")).contains("no-store");
    assertThat(again.value("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(store.asked("js/missing.js")).hasSize(1);
  }

  @Test
  void newRecords_ofAKeyThatWasMissing_endTheMissAtOnce() throws IOException {
    get(service, "/static/third.json");
    Site third = Site.release(folder.resolve("three"), "three");
    third.write("static/third.json", "3");

    Rollout.publish(store, third, "three");

    assertThat(Gateways.eventually(service, "/static/third.json", 200).text()).isEqualTo("3");
  }

  @Test
  void request_withQueryAndFields_leavesThemOut() {
    get(service, OLD + "?versionId=1", field("x-amz-acl", "public-read"), field("Cookie", "a=b"));
    get(service, OLD + "?versionId=2");

    assertThat(store.asked()).containsOnlyOnce("read " + OLD_KEY);
  }

  @Test
  void release_thatTheRecordsKnow_hasItsName() {
    Gateways.eventually(service, OLD, 200);

    assertThat(service.release()).hasValueSatisfying(name -> assertThat(name.value()).isNotEmpty());
  }

  @Test
  void knownAsset_thatWasPruned_isMissing() {
    Gateways.eventually(service, "/static/old-only.json", 200);
    store.delete(List.of(AssetKey.of(OLD_KEY)));

    Answer answer = get(service, OLD);

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void reload_ofAChangedRoot_servesTheNewFiles() throws IOException {
    Files.writeString(second.root().resolve("index.html"), "<title>new</title>");

    service.reload();

    assertThat(get(service, "/").text()).isEqualTo("<title>new</title>");
  }
}
