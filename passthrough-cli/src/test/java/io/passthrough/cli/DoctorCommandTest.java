package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of stores that are in order, and of others. */
final class DoctorCommandTest {

  private static final String SCRATCH = ".passthrough/scratch/";

  @TempDir private Path folder;

  private Site site;

  @BeforeEach
  void publishARelease() {
    site = new Site(folder).build("dist", "app()");
    site.run("publish", "--from", "dist", "--release", "v1");
    site.run("activate", "v1");
  }

  @Test
  void doctor_storeInOrder_isEnoughForAllAndLeavesItAsItWas() throws Exception {
    Map<String, String> before = site.store();

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.json().fieldNames())
        .toIterable()
        .containsExactly("provider", "store", "rights", "checks");
    assertThat(rights(run)).isEqualTo("true, true, true");
    assertThat(run.json().findValuesAsText("state")).containsOnly("ok");
    assertThat(message(run, "active release")).contains("v1").contains("'default'");
    assertThat(message(run, "own release")).contains("dist").contains("v1");
    assertThat(site.store()).isEqualTo(before);
  }

  @Test
  void doctor_urlToVerifyThroughThatAnswersNothing_isAnError() throws Exception {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }
    site.config(
        "gateway: {assets: {base: /, fs: {path: .passthrough-store}}}\n"
            + "publish: {verify: ['"
            + url
            + "']}\n");

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(message(run, "verify urls")).contains(url, "no connection");
  }

  @Test
  void doctor_rootWithRewrittenFiles_namesOne() throws Exception {
    site.build("dist", "app('settings of this host')");

    CliRun run = site.run("doctor", "--json");

    assertThat(message(run, "own files")).contains(Site.APP, "than release v1");
  }

  @Test
  void doctor_objectsOfAnotherTool_areCountedWhenTheirHeadersDoNotFit() throws Exception {
    site.file(".passthrough-store/assets/b-5c6d7e8f.js", "b()");
    site.file("dist/assets/b-5c6d7e8f.js", "b()");
    site.run("publish", "--from", "dist", "--release", "v2");

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(message(run, "stored headers"))
        .isEqualTo(
            "wrong on one object of another tool, such as 'assets/b-5c6d7e8f.js' with no"
                + " Cache-Control");
  }

  @Test
  void doctor_forPeople_isATableThatEndsWithWhatTheStoreIsGoodFor() {
    site.build("dist", "other()");

    CliRun run = site.run("doctor");

    assertThat(run.out())
        .startsWith("check ")
        .containsPattern("own release +warning +'.*dist' is not published")
        .containsPattern("next: passthrough publish --from .*dist")
        .endsWith(
            "Enough to serve: yes; to keep a lease: yes; to publish and activate: yes; to prune: yes\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          READ_ONLY  | 0 | true, false, false  | put              | warning | the right is missing
          NO_DELETE  | 0 | true, true, false   | delete           | warning | the right is missing
          READ_ONLY  | 0 | true, false, false  | lease            | warning | the right is missing
          NO_LIST    | 0 | false, false, false | missing key      | warning | a gateway would answer 502
          SLOW_CLOCK | 0 | true, true, true    | clock            | warning | s behind
          REPLACES   | 3 | true, false, false  | create if absent | wrong   | was replaced
          NO_RIGHTS  | 1 | false, false, false | rights           | failed  | grant no access
          """)
  void doctor_storeWithAFault_namesItAndWhatTheStoreIsStillGoodFor(
      Fault fault, int exitCode, String rights, String check, String state, String message)
      throws Exception {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: %s}}}\n"
            .formatted(fault));

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(rights(run)).isEqualTo(rights);
    assertThat(check(run, check).path("state").asText()).isEqualTo(state);
    assertThat(check(run, check).path("next").asText()).isNotEmpty();
    assertThat(message(run, check)).contains(message);
  }

  @Test
  void doctor_withoutTheRightToPut_saysWhichOneALeaseNeeds() throws Exception {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: READ_ONLY}}}\n");

    CliRun run = site.run("doctor", "--json");

    assertThat(check(run, "lease").path("next").asText())
        .contains("put and delete", "'.passthrough/leases/'", "'gateway.assets.lease: none'");
    assertThat(run.json().path("rights").path("lease").asBoolean()).isFalse();
  }

  @Test
  void doctor_whileAPruneDeletesTheOwnRelease_saysThatItIsUnprotected() throws Exception {
    site.file(
        ".passthrough-store/.passthrough/plans/0a/plan.json",
        "{\"schema\":1,\"at\":\"2026-01-01T00:00:00Z\",\"host\":\"ci\",\"limit\":\"PT10M\","
            + "\"settle\":\"PT15M\",\"keys\":[\"%s\"],\"drops\":[]}".formatted(Site.APP));

    CliRun run = site.run("doctor", "--json");

    assertThat(check(run, "own release").path("state").asText()).isEqualTo("warning");
    assertThat(message(run, "own release")).contains("release_unprotected", "v1", "plans/0a");
  }

  @Test
  void doctor_ofAGatewayThatKeepsNoLease_triesNone() throws Exception {
    site.config("gateway: {assets: {base: /, lease: none, fs: {path: .passthrough-store}}}\n");

    CliRun run = site.run("doctor", "--json");

    assertThat(run.json().findValuesAsText("check")).doesNotContain("lease");
  }

  @Test
  void doctor_providerThatCanTakeRefusalsForAbsence_namesTheOption() throws Exception {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: NO_LIST}}}\n");

    CliRun run = site.run("doctor", "--json");

    assertThat(check(run, "missing key").path("next").asText())
        .contains("'forbidden_as_missing: true'");
  }

  @Test
  void doctor_withoutTheRightToDelete_neverLeavesASecondObject() {
    site.config(
        "gateway: {assets: {base: /, faulty: {path: .passthrough-store, fault: NO_DELETE}}}\n");

    site.run("doctor");
    CliRun second = site.run("doctor");

    assertThat(second.out()).contains("Left behind: '" + SCRATCH + "doctor'");
    assertThat(site.store().keySet()).filteredOn(name -> name.startsWith(SCRATCH)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"nowhere, the folder is missing", "dist/index.html, not a folder"})
  void doctor_storeThatIsNotThere_failsAndMakesNone(String path, String message) throws Exception {
    site.config("gateway: {assets: {base: /, fs: {path: %s}}}\n".formatted(path));

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(message(run, "open for reading")).contains(message);
    assertThat(check(run, "open for writing").path("state").asText()).isEqualTo("not-checked");
    assertThat(run.err()).startsWith("Error: open for reading: ");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void doctor_corruptRecord_isNamedAndTheRestIsCheckedToo() throws Exception {
    site.file(".passthrough-store/.passthrough/releases/v1/manifest.json", "{");

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(message(run, "records")).contains("releases/v1/manifest.json");
    assertThat(check(run, "delete").path("state").asText()).isEqualTo("ok");
  }

  @Test
  void doctor_leftoversOfARunThatWasCutOff_areTold() throws Exception {
    site.file(".passthrough-store/" + SCRATCH + "1a2b3c4d/7/a", "left");

    CliRun run = site.run("doctor", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(check(run, "scratch place").path("state").asText()).isEqualTo("warning");
    assertThat(check(run, "scratch place").path("next").asText()).contains(SCRATCH);
  }

  private static String rights(CliRun run) throws Exception {
    JsonNode rights = run.json().path("rights");
    return rights.path("gateway") + ", " + rights.path("publish") + ", " + rights.path("prune");
  }

  private static String message(CliRun run, String name) throws Exception {
    return check(run, name).path("message").asText();
  }

  private static JsonNode check(CliRun run, String name) throws Exception {
    return run.json().path("checks").findParents("check").stream()
        .filter(check -> check.path("check").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No check '" + name + "' in " + run.out()));
  }
}
