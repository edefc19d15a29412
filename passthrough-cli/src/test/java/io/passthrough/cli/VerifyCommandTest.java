package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.passthrough.core.config.Configurations;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verify, as a pipeline calls it, against a gateway and against a server that is none. */
final class VerifyCommandTest {

  private static final String CONFIG =
      """
      gateway:
        listener: {port: 0}
        root: one
        assets: {base: /, refresh: 100ms, fs: {path: .passthrough-store}}
      """;

  @TempDir private Path folder;

  private Site site;

  @BeforeEach
  void publish() {
    site =
        new Site(folder)
            .config(CONFIG)
            .build("one", "app()")
            .build("two", "app()")
            .file("two/assets/more-5e6f7a8b.js", "more()");
    site.run("publish", "--from", "one", "--release", "v1");
  }

  private ServedRelease gateway() {
    return Gateway.serve(Configurations.load(folder.resolve("passthrough.yaml"), Map.of()));
  }

  @Test
  void verify_throughAGatewayOfTheRelease_isFine() throws Exception {
    try (ServedRelease gateway = gateway()) {
      CliRun run = site.run("verify", "v1", "--via", gateway.uri().toString(), "--json");

      JsonNode result = run.json();
      assertThat(run.exitCode()).isZero();
      assertThat(result.fieldNames())
          .toIterable()
          .containsExactly(
              "release", "verified", "assets", "durationMillis", "urls", "failures", "warnings");
      assertThat(result.path("verified").asBoolean()).isTrue();
      assertThat(result.path("assets").asInt()).isEqualTo(2);
      assertThat(result.path("warnings")).isEmpty();
      assertThat(result.at("/urls/0/requests").asInt()).isGreaterThan(2);
    }
  }

  @Test
  void verify_throughAGatewayOfTheReleaseBefore_getsEverythingFromTheStore() {
    try (ServedRelease gateway = gateway()) {
      site.run("publish", "--from", "two", "--release", "v2");

      CliRun run = site.run("verify", "--via", gateway.uri().toString());

      assertThat(run.err()).contains("Verifying 3 files through 1 URLs");
      assertThat(run.out()).contains("Verified release v2");
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void verify_urlsOfTheConfiguration_areTakenUnlessOthersAreGiven() {
    try (ServedRelease gateway = gateway()) {
      site.config(CONFIG + "publish: {verify: [\"" + gateway.uri() + "\"]}\n");

      CliRun run = site.run("verify");

      assertThat(run.out()).contains(gateway.uri().toString());
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void verify_serverThatAnswersEverythingWithAPage_endsWith3AndTheCauses() throws Exception {
    HttpServer server = everywhere("<form>Log in</form>");
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      CliRun json = site.run("verify", "--json", "--via", url, "v1");
      CliRun text = site.run("verify", "--via", url, "v1");

      assertThat(json.exitCode()).isEqualTo(3);
      assertThat(json.json().path("verified").asBoolean()).isFalse();
      assertThat(json.json().path("failures"))
          .anySatisfy(
              failure -> {
                assertThat(failure.path("key").asText()).isEqualTo(Site.APP);
                assertThat(failure.path("url").asText()).isEqualTo(url + "/" + Site.APP);
                assertThat(failure.path("cause").asText()).contains("login page");
              });
      assertThat(text.exitCode()).isEqualTo(3);
      assertThat(text.out()).contains("Failed: " + Site.APP, "expected", "actual", "cause");
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer everywhere(String page) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void verify_onATerminal_showsABar() {
    try (ServedRelease gateway = gateway()) {
      CliRun run = CliRun.onTerminal(folder, 80, "verify", "--via", gateway.uri().toString());

      assertThat(run.err()).containsSubsequence("Verifying", "100%");
    }
  }

  @Test
  void verify_withoutAUrl_isRefused() throws Exception {
    CliRun run = site.run("verify", "v1", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/next").asText()).contains("--via", "publish.verify");
  }

  @Test
  void verify_urlThatIsNone_isRefusedWithoutItsPassword() {
    CliRun run = site.run("verify", "--via", "https://joe:s3cret@cdn.example.com");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("cdn.example.com").doesNotContain("s3cret");
  }

  @Test
  void verify_headerThatIsNone_isRefusedWithoutItsValue() {
    CliRun run = site.run("verify", "--via", "http://127.0.0.1:9", "--header", "s3cret");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out() + run.err()).doesNotContain("s3cret");
  }

  @Test
  void verify_releaseThatIsNotThere_isRefused() {
    CliRun run = site.run("verify", "v9", "--via", "http://127.0.0.1:9");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'v9'");
  }
}
