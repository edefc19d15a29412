package io.passthrough.core.verify;

import static io.passthrough.core.verify.Answers.HTML;
import static io.passthrough.core.verify.Answers.IMMUTABLE;
import static io.passthrough.core.verify.Answers.bytes;
import static io.passthrough.core.verify.Answers.missing;
import static io.passthrough.core.verify.Answers.status;
import static io.passthrough.core.verify.VerifiedSite.APP_PATH;
import static io.passthrough.core.verify.VerifiedSite.LIMITS;
import static io.passthrough.core.verify.VerifiedSite.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are overloaded, broken or up to no good. */
final class HostileOriginTest {

  private static final long TEN_GIB = 10L << 30;

  private final VerifiedSite site = VerifiedSite.start();
  private final CountDownLatch closing = new CountDownLatch(1);

  @AfterEach
  void closeServer() {
    closing.countDown();
    site.close();
  }

  private static VerifyLimits limits(Duration request, Duration total) {
    return new VerifyLimits(
        4, 2, Duration.ofMillis(1), request, total, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void overload_thatPasses_isAskedAgain() {
    site.origin.instead(
        APP_PATH,
        right ->
            Answers.first(
                List.of(
                    asked -> status(503, bytes("busy"), "Retry-After: 0"),
                    asked -> status(429, bytes("slow down"), "Retry-After: 0")),
                right));

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void overload_thatStays_isAFailureAfterSomeTries() {
    site.origin.at(APP_PATH, asked -> status(503, bytes("busy")));

    VerifyFailure failure = site.failure();

    assertThat(failure.actual()).isEqualTo("status 503");
    assertThat(site.origin.asked(APP_PATH))
        .filteredOn(asked -> asked.query().isEmpty())
        .hasSize(LIMITS.attempts());
  }

  @Test
  void overload_thatLastsLongerThanAllMay_isNotWaitedFor() {
    site.origin.at(APP_PATH, asked -> status(503, bytes("busy"), "Retry-After: 86400"));

    assertThat(site.failure().actual()).isEqualTo("status 503");
  }

  @Test
  void body_ofTenGibibytes_isNotRead() {
    AtomicLong written = new AtomicLong();
    site.origin.at(APP_PATH, asked -> out -> endless(out, written));

    VerifyFailure failure = site.failure();

    assertThat(failure.actual()).startsWith("more than " + SCRIPT.length() + " bytes");
    assertThat(written).hasValueLessThan(64L << 20);
  }

  private static void endless(OutputStream out, AtomicLong written) throws IOException {
    out.write(Answers.head(200, TEN_GIB, Answers.SCRIPT, IMMUTABLE));
    byte[] block = new byte[64 << 10];
    for (long left = TEN_GIB; left > 0; left -= block.length) {
      out.write(block);
      written.addAndGet(block.length);
    }
  }

  @Test
  void body_thatIsABomb_isNotUnfolded() {
    byte[] bomb = Answers.gzip(new byte[32 << 20]);
    site.origin.at(
        APP_PATH, asked -> status(200, bomb, Answers.SCRIPT, IMMUTABLE, "Content-Encoding: gzip"));

    assertThat(site.failure().actual()).startsWith("more than " + SCRIPT.length() + " bytes");
  }

  @Test
  void body_cutOffInItsCoding_isAFailure() {
    byte[] half = Arrays.copyOf(Answers.gzip(bytes(SCRIPT)), 20);
    site.origin.at(
        APP_PATH, asked -> status(200, half, Answers.SCRIPT, IMMUTABLE, "Content-Encoding: gzip"));

    assertThat(site.failure().actual()).contains("content coding");
  }

  @Test
  void body_inACodingThatItIsNot_isAFailure() {
    site.origin.at(
        APP_PATH,
        asked -> status(200, bytes(SCRIPT), Answers.SCRIPT, IMMUTABLE, "Content-Encoding: gzip"));

    assertThat(site.failure().expected()).contains("SHA-256");
  }

  @Test
  void connection_thatClosesEarly_isAFailure() {
    site.origin.at(
        APP_PATH, asked -> Answers.promising(200, 1_000, bytes("cut"), Answers.SCRIPT, IMMUTABLE));

    VerifyFailure failure = site.failure();

    assertThat(failure.actual()).contains("broke off after 3 bytes");
    assertThat(failure.cause()).contains("closes connections early");
  }

  @Test
  void connection_thatClosesBeforeAnAnswer_isAFailure() {
    site.origin.at(APP_PATH, asked -> out -> {});

    assertThat(site.failure().expected()).isEqualTo("an answer");
  }

  @Test
  void body_thatDrips_isCutOffAtItsTimeLimit() {
    site.origin.at(
        APP_PATH,
        asked ->
            out -> {
              out.write(Answers.head(200, SCRIPT.length(), Answers.SCRIPT, IMMUTABLE));
              drip(out);
            });
    VerifyLimits limits = limits(Duration.ofMillis(500), Duration.ofMinutes(1));

    List<VerifyFailure> failures = site.verify(site.options(limits, site.gateway())).failures();

    assertThat(failures)
        .singleElement()
        .satisfies(it -> assertThat(it.actual()).contains("500 ms"));
  }

  private void drip(OutputStream out) throws IOException {
    try {
      while (!closing.await(20, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void head_thatNeverComes_isGivenUp() {
    site.origin.at(APP_PATH, asked -> out -> drip(OutputStream.nullOutputStream()));
    VerifyLimits limits = limits(Duration.ofMillis(500), Duration.ofMinutes(1));

    List<VerifyFailure> failures = site.verify(site.options(limits, site.gateway())).failures();

    assertThat(failures)
        .singleElement()
        .satisfies(it -> assertThat(it.actual()).contains("no answer within 500 ms"));
  }

  @Test
  void time_forAll_endsTheRun() {
    site.origin.elsewhere(asked -> out -> drip(OutputStream.nullOutputStream()));
    VerifyLimits limits = limits(Duration.ofMinutes(1), Duration.ofMillis(300));

    VerifyResult result = site.verify(site.options(limits, site.gateway()));

    assertThat(result.failures())
        .anySatisfy(failure -> assertThat(failure.cause()).contains("--timeout"));
  }

  @Test
  void redirect_withinTheHost_isFollowed() {
    site.origin
        .at("/v2/app.js", Answers.file(SCRIPT, Answers.SCRIPT, IMMUTABLE))
        .at(APP_PATH, asked -> status(302, bytes(""), "Location: /v2/app.js"));

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void redirect_toAnotherHost_isNamedWithoutItsQueryAndNotFollowed() {
    try (TestOrigin other = TestOrigin.start()) {
      site.origin.at(
          APP_PATH,
          asked -> status(302, bytes(""), "Location: " + other.url() + "/login?token=s3cret"));

      VerifyFailure failure = site.failure();

      assertThat(failure.actual()).contains(other.url() + "/login").doesNotContain("s3cret");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void redirect_inACircle_ends() {
    site.origin.at(APP_PATH, asked -> status(301, bytes(""), "Location: " + APP_PATH));

    assertThat(site.failure().cause()).contains("circle");
  }

  @Test
  void loginPage_forEverything_isNamed() {
    site.origin.elsewhere(asked -> status(200, bytes("<form>"), HTML, Answers.NO_CACHE));
    site.origin.at(APP_PATH, asked -> status(302, bytes(""), "Location: /login"));

    assertThat(site.verify().failures())
        .anySatisfy(
            failure -> {
              assertThat(failure.key()).isPresent();
              assertThat(failure.cause()).contains("login page");
            });
  }

  @Test
  void server_thatIsNotThere_isOneFailure() throws Exception {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }

    VerifyFailure failure = site.failure(BaseUrl.parse(url, Origin.GATEWAY).orElseThrow());

    assertThat(failure.actual())
        .contains("no connection to '127.0.0.1:")
        .endsWith("it was refused; perhaps nothing listens there");
  }

  @Test
  void certificate_thatNobodyTrusts_isOneFailure(@TempDir Path folder) throws Exception {
    ServerSocket socket =
        certificate(folder)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (VerifiedSite secure = VerifiedSite.start(TestOrigin.on(socket, "https"))) {
      VerifyFailure failure = secure.failure();

      assertThat(failure.actual()).contains("no TLS connection");
      assertThat(failure.cause()).contains("certificate");
    }
  }

  private static SSLContext certificate(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=other",
            "-alias",
            "server",
            "-keystore",
            keys.toString(),
            "-storepass",
            "changeit");
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void gateway_thatKnowsTheReleaseLater_isAskedAgain() {
    site.origin.instead(
        APP_PATH,
        right ->
            Answers.first(
                List.of(
                    asked -> missing("Cache-Control: no-store", "X-Passthrough: miss"),
                    asked -> missing("Cache-Control: no-store", "X-Passthrough: miss")),
                right));
    VerifyLimits limits =
        new VerifyLimits(
            4,
            2,
            Duration.ofMillis(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ZERO);

    assertThat(site.verify(site.options(limits, site.gateway())).failures()).isEmpty();
  }
}
