package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.passthrough.core.config.Configurations;
import io.passthrough.gateway.Gateway;
import io.passthrough.gateway.ServedRelease;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The step of a pipeline, as it is typed there. */
final class DeployCommandTest {

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
  void makeBuilds() {
    site =
        new Site(folder)
            .config(CONFIG)
            .build("one", "app()")
            .build("two", "app()")
            .file("two/assets/more-5e6f7a8b.js", "more()");
  }

  private ServedRelease gateway() {
    return Gateway.serve(Configurations.load(folder.resolve("passthrough.yaml"), Map.of()));
  }

  private static List<String> states(JsonNode result) {
    return result.findValuesAsText("state");
  }

  private String current() throws Exception {
    JsonNode releases = site.run("releases", "--json").json();
    for (JsonNode release : releases) {
      if (!release.path("active").isEmpty()) {
        return release.path("release").asText();
      }
    }
    return "";
  }

  @Test
  void deploy_throughAGateway_publishesVerifiesAndActivates() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");
    try (ServedRelease gateway = gateway()) {
      CliRun run =
          site.run(
              "deploy",
              "--from",
              "two",
              "--release",
              "v2",
              "--json",
              "--via",
              gateway.uri().toString());

      JsonNode result = run.json();
      assertThat(run.exitCode()).isZero();
      assertThat(result.fieldNames())
          .toIterable()
          .containsExactly(
              "release", "deployed", "steps", "publish", "verify", "activate", "prune");
      assertThat(states(result)).containsExactly("done", "done", "done", "done");
      assertThat(result.at("/publish/uploaded").asInt()).isEqualTo(1);
      assertThat(result.at("/verify/verified").asBoolean()).isTrue();
      assertThat(result.at("/activate/previous").asText()).isEqualTo("v1");
      assertThat(run.err())
          .containsSubsequence("[1/4] publish", "[2/4] verify", "[3/4] activate", "[4/4] prune");
    }
  }

  @Test
  void deploy_withoutAUrl_saysThatNothingWasVerified() throws Exception {
    CliRun run = site.run("deploy", "--from", "one", "--release", "v1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("verify skipped", "publish.verify");
    assertThat(current()).isEqualTo("v1");
  }

  @Test
  void deploy_withoutActivation_leavesWhatIsCurrentAndSaysHowToGoOn() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");

    CliRun run = site.run("deploy", "--from", "two", "--release", "v2", "--no-activate");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("passthrough activate v2");
    assertThat(current()).isEqualTo("v1");
  }

  @Test
  void deploy_whenVerificationFails_leavesWhatIsCurrentAndEndsWith3() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");
    HttpServer server = missingEverywhere();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      CliRun run =
          site.run(
              "deploy",
              "--from",
              "two",
              "--release",
              "v2",
              "--json",
              "--via",
              url,
              "--summary",
              "summary.md",
              "--junit",
              "junit.xml");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(states(run.json())).containsExactly("done", "failed", "skipped", "skipped");
      assertThat(current()).isEqualTo("v1");
      assertThat(Files.readString(folder.resolve("summary.md")))
          .contains("release v2 is not deployed", "| verify | failed |", "likely cause");
      assertThat(failedCases()).containsExactly("verify", url);
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer missingEverywhere() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private List<String> failedCases() throws Exception {
    var failures =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("junit.xml").toFile())
            .getElementsByTagName("failure");
    return IntStream.range(0, failures.getLength())
        .mapToObj(i -> ((Element) failures.item(i).getParentNode()).getAttribute("name"))
        .toList();
  }

  @Test
  void deploy_whenThePruneIsRefused_warnsUnlessItIsStrict() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");
    site.config(CONFIG + "retention: {releases: 1, max_age: 0s, staging: 0s}\n");
    site.file("three/assets/other-9a8b7c6d.js", "x".repeat(10)).file("three/index.html", "three");

    CliRun warned = site.run("deploy", "--from", "three", "--release", "v3", "--json");
    CliRun strict = site.run("deploy", "--from", "three", "--release", "v3", "--strict");
    CliRun left = site.run("deploy", "--from", "three", "--release", "v3", "--no-prune");

    assertThat(warned.exitCode()).isZero();
    assertThat(states(warned.json())).containsExactly("done", "skipped", "done", "warning");
    assertThat(warned.err()).contains("prune warning:");
    assertThat(strict.exitCode()).isEqualTo(4);
    assertThat(left.exitCode()).isZero();
    assertThat(left.out()).contains("--no-prune");
    assertThat(current()).isEqualTo("v3");
  }

  @Test
  void deploy_whenThePruneIsRefusedForTheThirdTime_endsWith4() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");
    site.config(CONFIG + "retention: {releases: 1, max_age: 0s, staging: 0s}\n");
    site.file("three/assets/other-9a8b7c6d.js", "x".repeat(10)).file("three/index.html", "three");
    String[] deploy = {"deploy", "--from", "three", "--release", "v3"};

    CliRun first = site.run(deploy);
    CliRun second = site.run(deploy);
    CliRun third = site.run(deploy);

    assertThat(first.exitCode()).isZero();
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).contains("a backlog of 1 release and ", "refused 2 times in a row");
    assertThat(third.exitCode()).isEqualTo(4);
    assertThat(third.err()).contains("refused 3 times in a row, since 20", "--force");
    assertThat(current()).isEqualTo("v3");
  }

  @Test
  void deploy_again_resumesAndChangesNothing() throws Exception {
    site.run("deploy", "--from", "one", "--release", "v1");

    CliRun run = site.run("deploy", "--from", "one", "--release", "v1", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().at("/publish/uploaded").asInt()).isZero();
    assertThat(current()).isEqualTo("v1");
  }

  @Test
  void deploy_whenAnotherReleaseBecameCurrentMeanwhile_endsWith5UnlessForced() throws Exception {
    site.run("publish", "--from", "one", "--release", "other");
    try (ServedRelease gateway = gateway();
        ForwardingServer cdn =
            ForwardingServer.to(gateway.uri(), () -> site.run("activate", "other"))) {
      String[] deploy = {"deploy", "--from", "two", "--release", "v2", "--via", cdn.url()};

      CliRun refused = site.run(deploy);
      String afterwards = current();
      CliRun again = site.run(deploy);

      assertThat(refused.exitCode()).isEqualTo(5);
      assertThat(refused.err()).contains("'other'", "--force");
      assertThat(afterwards).isEqualTo("other");
      assertThat(again.exitCode()).isZero();
      assertThat(current()).isEqualTo("v2");
    }
  }

  @Test
  void deploy_forced_activatesWhateverHappenedMeanwhile() throws Exception {
    site.run("publish", "--from", "one", "--release", "other");
    try (ServedRelease gateway = gateway();
        ForwardingServer cdn =
            ForwardingServer.to(gateway.uri(), () -> site.run("activate", "other"))) {
      CliRun run =
          site.run("deploy", "--from", "two", "--release", "v2", "--force", "--via", cdn.url());

      assertThat(run.exitCode()).isZero();
      assertThat(current()).isEqualTo("v2");
    }
  }

  @Test
  void deploy_summary_hasTheFiguresAndGoesToTheStepSummaryToo() throws Exception {
    site.file("step.md", "before\n");

    CliRun run =
        CliRun.with(
            folder,
            Map.of("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString()),
            "deploy",
            "--from",
            "one",
            "--release",
            "v1",
            "--summary",
            "summary.md");

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("summary.md")))
        .contains("release v1", "| uploaded | 2 | 100.0 % |", "Means over the last 1");
    assertThat(Files.readString(folder.resolve("step.md")))
        .isEqualTo("before\n" + Files.readString(folder.resolve("summary.md")));
  }

  @Test
  void deploy_reportInAFolderThatIsNotThere_isRefusedBeforeAnythingIsPut() {
    CliRun run = site.run("deploy", "--from", "one", "--junit", "nowhere/junit.xml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(site.store()).isEmpty();
  }

  @Test
  void deploy_inContinuousIntegration_showsPlainLines() {
    CliRun run = CliRun.onTerminal(folder, 80, Map.of("CI", "true"), "deploy", "--from", "one");

    assertThat(run.err()).contains("[1/4] publish", "Publishing 2 files").doesNotContain("\r");
  }

  @Test
  void deploy_ofABuildThatIsNotThere_isRefused() throws Exception {
    CliRun run = site.run("deploy", "--from", "nowhere", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/exitCode").asInt()).isEqualTo(2);
  }
}
