package io.passthrough.core.serving;

import static io.passthrough.core.serving.Answer.field;
import static io.passthrough.core.serving.Answer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.config.GatewayConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that another tool filled: no records, so every key is asked for by name. */
final class UnknownKeysTest {

  private static final byte[] SCRIPT = Site.APP.getBytes(StandardCharsets.UTF_8);
  private static final AssetHeaders OCTETS = AssetHeaders.of("binary/octet-stream");

  private final TroubledStore store = new TroubledStore();
  private final GatewayConfig config;
  private final AssetService service;

  UnknownKeysTest(@TempDir Path folder) throws IOException {
    this.config = Config.of(Site.release(folder, "two").root(), "/");
    this.service = Gateways.open(config, store);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void strongName_ofAnUnknownKey_isImmutableAndTypedByItsExtension() {
    store.put("js/app.0a1b2c3d.js", SCRIPT, OCTETS);

    Answer answer = get(service, "/js/app.0a1b2c3d.js");

    assertThat(answer.text()).isEqualTo(Site.APP);
    assertThat(answer.value("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(answer.value("Cache-Control")).contains("public, max-age=31536000, immutable");
  }

  @Test
  void plainName_ofAnUnknownKey_isRevalidatedAndKeepsItsType() {
    store.put("logo.svg", SCRIPT, AssetHeaders.of("image/svg+xml; charset=utf-8"));

    Answer answer = get(service, "/logo.svg");

    assertThat(answer.value("Content-Type")).contains("image/svg+xml; charset=utf-8");
    assertThat(answer.value("Cache-Control")).contains("no-cache");
  }

  @Test
  void scriptStoredAsText_ofAnUnknownKey_isAScript() {
    store.put("js/app.0a1b2c3d.js", SCRIPT, AssetHeaders.of("text/plain"));

    Answer answer = get(service, "/js/app.0a1b2c3d.js");
    Answer head = Answer.to(service, "HEAD", "/js/app.0a1b2c3d.js");

    assertThat(answer.value("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(head.value("Content-Type")).contains("text/javascript; charset=utf-8");
  }

  @Test
  void scriptStoredAsGzip_decodedOrNot_isAScript() throws IOException {
    AssetHeaders packed = AssetHeaders.of("application/x-gzip").withContentEncoding("gzip");
    store.put("js/app.0a1b2c3d.js", Site.gzip(SCRIPT), packed);

    Answer coded = get(service, "/js/app.0a1b2c3d.js", field("Accept-Encoding", "gzip"));
    Answer plain = get(service, "/js/app.0a1b2c3d.js", field("Accept-Encoding", "br"));

    assertThat(coded.value("Content-Encoding")).contains("gzip");
    assertThat(coded.value("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(plain.text()).isEqualTo(Site.APP);
    assertThat(plain.value("Content-Type")).contains("text/javascript; charset=utf-8");
  }

  @Test
  void unknownKey_withItsTag_isNotModified() {
    store.put("logo.svg", SCRIPT, OCTETS);
    String etag = get(service, "/logo.svg").value("ETag").orElseThrow();

    Answer answer = get(service, "/logo.svg", field("If-None-Match", etag));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(store.asked("logo.svg")).hasSize(1);
  }

  @Test
  void head_ofAnUnknownKey_readsNoBody() {
    store.put("logo.svg", SCRIPT, OCTETS);

    Answer answer = Answer.to(service, "HEAD", "/logo.svg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("Content-Length")).contains(Integer.toString(SCRIPT.length));
    assertThat(store.asked("logo.svg")).containsExactly("stat logo.svg");
  }

  @Test
  void name_withoutATabledExtension_isNotAskedForUnderTheWholeSite() {
    Answer secret = get(service, "/admin.php");
    Answer page = get(service, "/about", field("Accept", "text/html"));

    assertThat(secret.status()).isEqualTo(404);
    assertThat(page.text()).contains("<title>two</title>");
    assertThat(store.asked("admin.php")).isEmpty();
    assertThat(store.asked("about")).isEmpty();
  }

  @Test
  void navigation_toAMissingFile_isMissingAndNotThePage() {
    Answer answer = Gateways.eventually(service, "/js/app.0a1b2c3d.js", 404);
    Answer navigation = get(service, "/js/app.0a1b2c3d.js", field("Accept", "text/html"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(navigation.status()).isEqualTo(404);
  }

  @Test
  void coded_forAClientThatAcceptsIt_keepsItsCoding() throws IOException {
    byte[] coded = Site.gzip(SCRIPT);
    store.put("js/app.0a1b2c3d.js", coded, OCTETS.withContentEncoding("gzip"));

    Answer answer = get(service, "/js/app.0a1b2c3d.js", field("Accept-Encoding", "gzip, br"));

    assertThat(answer.body()).isEqualTo(coded);
    assertThat(answer.value("Content-Encoding")).contains("gzip");
    assertThat(answer.value("Vary")).contains("Accept-Encoding");
  }

  @Test
  void coded_forAClientThatDoesNotAcceptIt_isDecoded() throws IOException {
    store.put("js/app.0a1b2c3d.js", Site.gzip(SCRIPT), OCTETS.withContentEncoding("gzip"));

    Answer answer = get(service, "/js/app.0a1b2c3d.js", field("Accept-Encoding", "br"));
    Answer head = Answer.to(service, "HEAD", "/js/app.0a1b2c3d.js", field("Accept-Encoding", ""));

    assertThat(answer.text()).isEqualTo(Site.APP);
    assertThat(answer.value("Content-Encoding")).isEmpty();
    assertThat(answer.value("Vary")).contains("Accept-Encoding");
    assertThat(head.value("Content-Length")).contains(Integer.toString(SCRIPT.length));
  }

  @Test
  void coded_inWhatNobodyKnows_isNotAcceptableToOthers() {
    store.put("js/app.0a1b2c3d.js", SCRIPT, OCTETS.withContentEncoding("compress"));

    Answer answer = get(service, "/js/app.0a1b2c3d.js", field("Accept-Encoding", "br"));

    assertThat(answer.status()).isEqualTo(406);
  }

  @Test
  void mutable_whenTheStoreGoesDown_isServedStale() {
    store.put("logo.svg", SCRIPT, OCTETS);
    AssetService forgetful = Gateways.forgetful(config, store);
    get(forgetful, "/logo.svg");
    store.fail(Kind.UNAVAILABLE);

    Answer answer = get(forgetful, "/logo.svg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("X-Passthrough")).contains("cache");
    forgetful.close();
  }

  @Test
  void query_ofAnUnknownKey_makesNoSecondRead() {
    store.put("only-remote.0a1b2c3d.js", SCRIPT, OCTETS);

    get(service, "/only-remote.0a1b2c3d.js?cb=1");
    Answer answer = get(service, "/only-remote.0a1b2c3d.js?cb=2");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(store.asked("only-remote.0a1b2c3d.js")).hasSize(1);
  }

  private List<Reply> guess(int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> new Request("GET", "/guess" + i + ".js", List.of()))
        .map(service::answer)
        .toList();
  }

  @Test
  void realKeys_inAFloodOfGuesses_areServedAndGuessesCostLittle() {
    store.put("logo.svg", SCRIPT, OCTETS);
    List<Reply> guesses = guess(2_000);

    Answer answer = get(service, "/logo.svg");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(guesses).allSatisfy(guess -> assertThat(Answer.of(guess).status()).isEqualTo(404));
    assertThat(store.asked()).hasSizeLessThan(1_000);
  }

  @Test
  void file_thatIsPutInAFloodOfGuesses_isServedAtOnce() {
    List<Reply> guesses = guess(2_000);
    guesses.forEach(Answer::of);
    guess(2_000);
    store.put("logo.svg", SCRIPT, OCTETS);

    assertThat(get(service, "/logo.svg").status()).isEqualTo(200);
  }

  @Test
  void realKeys_ofAStoreThatMayNotBeListed_waitForTheirTurn() {
    store.put("logo.svg", SCRIPT, OCTETS);
    store.trouble(
        call -> {
          if (call.startsWith("list")) {
            throw AssetStoreException.of(Kind.ACCESS_DENIED, "list", "memory").because("private");
          }
        });
    guess(510);

    assertThat(get(service, "/logo.svg").status()).isEqualTo(200);
  }

  @Test
  void realKeys_manyMoreThanGuessesMayBe_areAllServed() {
    IntStream.range(0, 1_500).forEach(i -> store.put("icon" + i + ".svg", SCRIPT, OCTETS));

    List<Reply> replies =
        IntStream.range(0, 1_500)
            .mapToObj(i -> service.answer(new Request("GET", "/icon" + i + ".svg", List.of())))
            .toList();

    assertThat(replies).allSatisfy(reply -> assertThat(Answer.of(reply).status()).isEqualTo(200));
  }

  @Test
  void head_askedForAgain_asksTheStoreOnce() {
    store.put("logo.svg", SCRIPT, OCTETS);
    Answer first = Answer.to(service, "HEAD", "/logo.svg");

    Answer again = Answer.to(service, "HEAD", "/logo.svg");

    assertThat(first.value("X-Passthrough")).contains("store");
    assertThat(again.value("X-Passthrough")).contains("cache");
    assertThat(again.value("ETag")).isEmpty();
    assertThat(store.asked("logo.svg")).containsExactly("stat logo.svg");
  }

  @Test
  void get_afterAHead_hasTheBytes() {
    store.put("logo.svg", SCRIPT, OCTETS);
    Answer.to(service, "HEAD", "/logo.svg");

    assertThat(get(service, "/logo.svg").body()).isEqualTo(SCRIPT);
  }

  @Test
  void head_whenTheStoreGoesDown_isAnsweredFromWhatItSaid() {
    store.put("logo.svg", SCRIPT, OCTETS);
    AssetService forgetful = Gateways.forgetful(config, store);
    Answer.to(forgetful, "HEAD", "/logo.svg");
    store.fail(Kind.UNAVAILABLE);

    assertThat(Answer.to(forgetful, "HEAD", "/logo.svg").status()).isEqualTo(200);
    forgetful.close();
  }

  @Test
  void large_describedAndRead_hasOneTag() {
    store.put("film.mp4", new byte[(int) Config.FILL_MAX + 1], AssetHeaders.of("video/mp4"));

    Answer head = Answer.to(service, "HEAD", "/film.mp4");

    assertThat(head.value("ETag")).isPresent();
    assertThat(get(service, "/film.mp4").value("ETag")).isEqualTo(head.value("ETag"));
  }
}
