package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
