package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kit's cases from the command line. */
final class ProbeCommandTest {

  @TempDir private Path folder;

  private Site site;
  private Map<String, String> before;

  @BeforeEach
  void publishARelease() {
    site = new Site(folder).build("dist", "app()");
    site.run("publish", "--from", "dist", "--release", "v1");
    before = site.store();
  }

  @Test
  void probe_storeInOrder_passesAndLeavesItAsItWas() throws Exception {
    CliRun run = site.run("probe", "--only", "basic.*", "--json");

    JsonNode report = run.json();
    assertThat(run.exitCode()).isZero();
    assertThat(report.path("ran").asInt()).isPositive().isEqualTo(report.path("expected").asInt());
    assertThat(report.path("notVerified").toString())
        .contains("basic.missing-container", "basic.bad-credentials");
    assertThat(report.at("/target/provider").asText()).isEqualTo("fs");
    assertThat(site.store()).isEqualTo(before);
  }

  @Test
  void probe_forPeople_isATableThatNamesWhatWasNotVerified() {
    CliRun run = site.run("probe", "--only", "basic.*");

    assertThat(run.out())
        .containsPattern("basic.round-trip +passed +[0-9]")
        .containsPattern("basic.bad-credentials +not-verified +the harness does not offer")
        .containsPattern("Passed ([0-9]+) of \\1 cases against fs on fs:");
  }

  @Test
  void probe_brokenStore_endsWithItsOwnExitCodeAndABugReport() {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: REPLACES}}}\n");

    CliRun run = site.run("probe", "--only", "cas.*");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("rule C1", "expected     a refusal with CONDITION_FAILED", "usual cause");
    assertThat(run.err()).contains("Error: The store fails ");
    assertThat(site.store()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:9, failed", "https://127.0.0.1:9, not-verified"})
  void probe_endpoint_isReplacedByAProxyWhenItIsPlain(String endpoint, String outcome)
      throws Exception {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: NONE, endpoint: '%s'}}}\n"
            .formatted(endpoint));

    CliRun run = site.run("probe", "--only", "*.re*", "--json");

    assertThat(run.json().path("results"))
        .filteredOn(result -> result.path("case").asText().equals("fault.refused"))
        .extracting(result -> result.path("outcome").asText())
        .containsExactly(outcome);
  }

  @Test
  void probe_withAPrefix_staysUnderIt() throws Exception {
    site.config("gateway: {assets: {base: /, fs: {path: .passthrough-store, key: shop}}}\n");

    CliRun run = site.run("probe", "--only", "keys.longest", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().path("ran").asInt()).isEqualTo(1);
    assertThat(site.store()).isEqualTo(before);
  }

  @Test
  void probe_prefixThatLeavesTooLittleRoom_isRefusedWithTheExcess() throws Exception {
    site.config(
        "gateway: {assets: {base: /, fs: {path: .passthrough-store, key: %s}}}\n"
            .formatted("p".repeat(100)));

    CliRun run = site.run("probe", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/next").asText()).contains("7 bytes shorter");
  }

  @Test
  void probe_ofNoCaseOrTier_isAMistake() throws Exception {
    CliRun nothing = site.run("probe", "--only", "kezs.*", "--json");
    CliRun tier = site.run("probe", "--tier", "required,big", "--json");

    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.json().at("/error/message").asText()).contains("'kezs.*'");
    assertThat(tier.exitCode()).isEqualTo(2);
    assertThat(tier.json().at("/error/next").asText()).contains("required, large, race, cloud");
  }

  @Test
  void probe_storeThatCannotBeOpened_runsNothing() throws Exception {
    site.config("gateway: {assets: {base: /, fs: {path: dist/index.html}}}\n");

    CliRun run = site.run("probe", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().at("/error/message").asText()).contains("not a folder");
  }

  @Test
  void probe_stoppedInTheMiddle_leavesTheStoreAsItWas() throws Exception {
    Process process = start("probe");
    try (BufferedReader talk = process.errorReader()) {
      String line = talk.readLine();
      process.toHandle().destroy();

      assertThat(line).startsWith("Running ");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(site.store()).isEqualTo(before);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String command) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command))
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
