package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prune and what keeps a release, as a user types it. */
final class PruneCommandTest {

  private static final String FIRST = "assets/one-1b2c3d4e.js";

  @TempDir private Path folder;

  private Site site;

  @BeforeEach
  void publishThree() {
    site = new Site(folder);
    publish("v1", FIRST);
    publish("v2", "assets/two-5e6f7a8b.js");
    publish("v3", "assets/three-9a8b7c6d.js");
  }

  private void publish(String release, String own) {
    site.build(release, "app()").file(release + "/" + own, "own of " + release);
    assertThat(site.run("publish", "--from", release, "--release", release).exitCode()).isZero();
    assertThat(site.run("activate", release).exitCode()).isZero();
  }

  @Test
  void prune_ofReplacedReleases_deletesTheirFilesAndRecords() throws Exception {
    CliRun run = site.run("prune", "--releases", "1", "--max-age", "0s", "--force", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode result = run.json();
    assertThat(result.path("deleted").asInt()).isEqualTo(2);
    assertThat(site.store().keySet())
        .noneMatch(key -> key.contains("one-1b2c3d4e") || key.contains("two-5e6f7a8b"))
        .noneMatch(key -> key.contains("releases/v1/") || key.contains("releases/v2/"))
        .anyMatch(key -> key.endsWith("three-9a8b7c6d.js"))
        .anyMatch(key -> key.endsWith("app-1a2b3c4d.js"))
        .noneMatch(key -> key.contains("/plans/"));
    assertThat(site.run("releases", "--json").json()).hasSize(1);
    assertThat(site.run("activate", "v3").exitCode()).isZero();
  }

  @Test
  void prune_ofMoreThanHalf_isRefusedAndDeletesNothing() {
    CliRun run = site.run("prune", "--releases", "1", "--max-age", "0s");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("2 of 3 releases would go", "--force");
    assertThat(site.store().keySet()).anyMatch(key -> key.endsWith(FIRST));
  }

  @Test
  void prune_byTheDefaults_keepsAll() throws Exception {
    JsonNode result = site.run("prune", "--json").json();

    assertThat(result.path("deleted").asInt()).isZero();
    assertThat(result.path("plan")).isEmpty();
  }

  @Test
  void prune_dryRun_tellsAndDeletesNothing() throws Exception {
    Map<String, String> before = site.store();

    CliRun run = site.run("prune", "--dry-run", "--releases", "1", "--max-age", "0s", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().path("deleted").asInt()).isEqualTo(2);
    assertThat(run.json().path("plan").findValuesAsText("key")).contains(FIRST);
    assertThat(run.err()).contains("Without --force this prune is refused");
    assertThat(site.store()).isEqualTo(before);
  }

  @Test
  void prune_dryRun_saysOfEachReleaseWhyItGoesOrStays() {
    CliRun run = site.run("prune", "--dry-run", "--releases", "1", "--max-age", "0s");

    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("v1 +goes +.+"))
        .anyMatch(line -> line.matches("v2 +goes +.+"))
        .anyMatch(line -> line.matches("v3 +stays +.+"));
  }

  @Test
  void prune_dryRun_saysOfEachKeyWhichReleasesKeepIt() throws Exception {
    String[] simulation = {"prune", "--dry-run", "--releases", "1", "--max-age", "0s"};

    JsonNode result = CliRun.in(folder, with(simulation, "--json")).json();
    CliRun run = site.run(simulation);

    assertThat(result.path("keeps"))
        .anySatisfy(
            key -> {
              assertThat(key.path("key").asText()).isEqualTo(Site.APP);
              assertThat(key.path("releases")).extracting(JsonNode::asText).containsExactly("v3");
              assertThat(key.path("reason").asText()).contains("current in 'default'");
            });
    assertThat(result.path("keptBytes").asLong()).isPositive();
    assertThat(run.out().lines())
        .anyMatch(line -> line.startsWith("Would delete 2 files, "))
        .anyMatch(line -> line.matches("assets/app-1a2b3c4d.js +stays +'v3': it is current.+"))
        .anyMatch(line -> line.matches(FIRST + " +goes +'v1' replaced .+"));
  }

  @Test
  void prune_dryRun_ofManyKeys_showsSomeAndCountsTheOthers() {
    for (int i = 0; i < 60; i++) {
      site.file("v4/assets/many-" + String.format("%08x", 0x1a2b3c00 + i) + ".js", "many " + i);
    }
    publish("v4", "assets/four-1f2e3d4c.js");

    CliRun run = site.run("prune", "--dry-run");

    assertThat(run.out().lines()).hasSizeLessThan(40);
    assertThat(run.out()).contains(" more keys; --json tells of each");
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void explain_ofAKey_saysHowLongItStaysAndWhy() throws Exception {
    CliRun current = site.run("explain", "assets/three-9a8b7c6d.js");
    JsonNode replaced = site.run("explain", FIRST, "--json").json().path("stay");

    assertThat(current.out().lines())
        .anyMatch(line -> line.matches("stays +until 20.+Z at least"))
        .anyMatch(line -> line.matches("kept by +'v3': it is current in 'default'"));
    assertThat(replaced.path("kept").asBoolean()).isTrue();
    assertThat(replaced.at("/causes/0/release").asText()).isEqualTo("v1");
    assertThat(replaced.at("/causes/0/reason").asText())
        .contains("it is among the last 10 releases of 'default'")
        .contains("it was current in 'default' less than 14 d ago");
  }

  @Test
  void explain_ofAKeyThatNothingKeeps_saysThatItGoes() {
    site.config(
        "gateway: {assets: {base: /, fs: {path: .passthrough-store}}}\n"
            + "retention: {releases: 1, max_age: 0s}\n");

    CliRun run = site.run("explain", FIRST);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("stays +no longer: the next prune deletes it"))
        .anyMatch(line -> line.matches("ended +'v1': replaced .+ ago"));
  }

  @Test
  void releases_showEnvironmentsAndWhatRefusedPrunesHaveLeft() throws Exception {
    site.run("prune", "--releases", "1", "--max-age", "0s");

    CliRun run = site.run("releases");

    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("environment +current +since +age"))
        .anyMatch(line -> line.matches("default +v3 +20\\S+Z +\\d+ (s|min)"))
        .anyMatch(line -> line.matches("Backlog of prune: 2 releases, .+; refused once since .+"));
    assertThat(site.run("releases", "--json").json().at("/0/activeSince/default").asText())
        .startsWith("20");
  }

  @Test
  void publish_ofADeletedNameWithOtherBytes_saysWhenItWentAndIsMutable() {
    site.run("prune", "--releases", "1", "--max-age", "0s", "--force");
    site.file("v1/" + FIRST, "other bytes");

    CliRun run = site.run("publish", "--from", "v1", "--release", "v1b");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("'" + FIRST + "' has other bytes in release 'v1b' than before a prune deleted it")
        .contains("it is mutable from now on");
  }

  @Test
  void releases_ofWhichOneIsPinned_sayWhich() throws Exception {
    assertThat(site.run("pin", "v1", "--reason", "a customer's").exitCode()).isZero();

    JsonNode releases = site.run("releases", "--json").json();

    assertThat(releases)
        .filteredOn(release -> release.path("pinned").asBoolean())
        .extracting(release -> release.path("release").asText())
        .containsExactly("v1");
  }

  @Test
  void publish_ofAPrunedRelease_putsItAgain() throws Exception {
    site.run("prune", "--releases", "1", "--max-age", "0s", "--force");

    CliRun run = site.run("publish", "--from", "v1", "--release", "v1", "--json");

    assertThat(run.json().path("uploaded").asInt()).isEqualTo(1);
    assertThat(site.run("activate", "v1").exitCode()).isZero();
  }

  @Test
  void pin_ofAReplacedRelease_keepsItUntilItIsUnpinned() throws Exception {
    assertThat(site.run("pin", "v1", "--reason", "the fair", "--json").exitCode()).isZero();

    site.run("prune", "--releases", "1", "--max-age", "0s", "--force");
    assertThat(site.store().keySet()).anyMatch(key -> key.endsWith(FIRST));

    assertThat(site.run("unpin", "v1").exitCode()).isZero();
    site.run("prune", "--releases", "1", "--max-age", "0s", "--force");
    assertThat(site.store().keySet()).noneMatch(key -> key.endsWith(FIRST));
    assertThat(site.run("unpin", "v1").exitCode()).isEqualTo(2);
  }

  @Test
  void deactivate_ofAnEnvironment_leavesItsReleasesToTheirAge() throws Exception {
    site.run("activate", "v1", "--environment", "pr-7");

    CliRun run = site.run("deactivate", "--environment", "pr-7", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().path("release").isNull()).isTrue();
    assertThat(run.json().path("previous").asText()).isEqualTo("v1");
    assertThat(site.run("rollback", "--environment", "pr-7").exitCode()).isEqualTo(2);
    assertThat(site.run("deactivate", "--environment", "pr-7").exitCode()).isEqualTo(2);
    site.run("prune", "--releases", "1", "--max-age", "0s", "--force");
    assertThat(site.store().keySet()).noneMatch(key -> key.endsWith(FIRST));
    assertThat(site.run("activate", "v3", "--environment", "pr-7").exitCode()).isZero();
  }

  @Test
  void activate_ofAReleaseThatLacksAFile_putsItBackFromItsBuild() throws Exception {
    Files.delete(folder.resolve(".passthrough-store/" + FIRST));
    assertThat(site.run("activate", "v1").exitCode()).isEqualTo(3);

    CliRun run = site.run("activate", "v1", "--from", "v1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(site.store().keySet()).anyMatch(key -> key.endsWith(FIRST));
  }
}
