package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publish, activate, roll back, list and explain, as a user types them. */
final class PipelineCommandsTest {

  @TempDir private Path folder;

  private Site site;

  @BeforeEach
  void makeBuilds() {
    site =
        new Site(folder)
            .build("one", "app()")
            .build("two", "app()")
            .file("two/assets/more-5e6f7a8b.js", "more()");
  }

  @Test
  void publish_firstRelease_uploadsAll() throws Exception {
    CliRun run = site.run("publish", "--from", "one", "--release", "v1", "--json");

    JsonNode result = run.json();
    assertThat(run.exitCode()).isZero();
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly(
            "release",
            "digest",
            "assets",
            "uploaded",
            "skipped",
            "uploadedBytes",
            "skippedBytes",
            "reloadBytes",
            "durationMillis",
            "dryRun");
    assertThat(result.path("release").asText()).isEqualTo("v1");
    assertThat(result.path("assets").asInt()).isEqualTo(2);
    assertThat(result.path("uploaded").asInt()).isEqualTo(2);
    assertThat(result.path("reloadBytes")).isEqualTo(result.path("uploadedBytes"));
  }

  @Test
  void publish_secondRelease_uploadsOnlyWhatIsNew() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.run("activate", "v1");

    JsonNode result = site.run("publish", "--from", "two", "--release", "v2", "--json").json();

    assertThat(result.path("assets").asInt()).isEqualTo(3);
    assertThat(result.path("uploaded").asInt()).isEqualTo(1);
    assertThat(result.path("skipped").asInt()).isEqualTo(2);
    assertThat(result.path("reloadBytes").asLong()).isEqualTo("more()".length());
  }

  @Test
  void publish_dryRun_putsNothing() throws Exception {
    CliRun run = site.run("publish", "--from", "one", "--dry-run", "--json");

    assertThat(run.json().path("dryRun").asBoolean()).isTrue();
    assertThat(run.json().path("uploaded").asInt()).isEqualTo(2);
    assertThat(site.store()).isEmpty();
  }

  @Test
  void publish_withoutFrom_takesTheRootOfTheConfiguration() throws Exception {
    site.config("gateway: {root: one, assets: {base: /, fs: {path: .passthrough-store}}}\n");

    CliRun run = site.run("publish", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().path("assets").asInt()).isEqualTo(2);
  }

  @Test
  void publish_forPeople_tellsSharesAndTheNextCommand() {
    CliRun run = site.run("publish", "--from", "one", "--release", "v1");

    assertThat(run.out())
        .contains("Published release v1", "100.0 %", "A returning user", "passthrough activate v1");
  }

  @Test
  void publish_onATerminal_showsABarForTheReadingAndOneForThePublish() {
    CliRun run = CliRun.onTerminal(folder, 80, "publish", "--from", "one");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).containsSubsequence("Reading", "100%", "Publishing", "100%");
    assertThat(run.out()).startsWith("Published release ");
  }

  @Test
  void publish_elsewhere_saysNothingOfTheReading() {
    CliRun run = CliRun.in(folder, "publish", "--from", "one");

    assertThat(run.err()).startsWith("Publishing 2 files").doesNotContain("Reading", "%");
  }

  @Test
  void config_beforeTheCommandAndAfterIt_isTheSame() throws Exception {
    site.file("other.yaml", "gateway: {listener: {port: 4711}}\n");

    CliRun before = site.run("--json", "--config", "other.yaml", "config");
    CliRun after = site.run("config", "--config", "other.yaml", "--json");

    assertThat(before.json().at("/gateway/listener/port").asInt()).isEqualTo(4711);
    assertThat(after.out()).isEqualTo(before.out());
  }

  @Test
  void config_forPeople_loadsAgain() throws Exception {
    site.config("gateway: {root: one, assets: {base: /, fs: {path: store, key: shop}}}\n");
    CliRun first = site.run("config");
    site.file("again.yaml", first.out());

    CliRun again = site.run("config", "--config", "again.yaml");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo(first.out());
  }

  @Test
  void activate_newEnvironment_tellsWhatIsCurrent() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");

    JsonNode result = site.run("activate", "v1", "--environment", "staging", "--json").json();

    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly("release", "environment", "previous", "sequence");
    assertThat(result.path("environment").asText()).isEqualTo("staging");
    assertThat(result.path("previous").isNull()).isTrue();
  }

  @Test
  void rollback_afterTwoActivations_goesToTheFirst() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.run("publish", "--from", "two", "--release", "v2");
    site.run("activate", "v1");
    site.run("activate", "v2");

    JsonNode result = site.run("rollback", "--json").json();

    assertThat(result.path("release").asText()).isEqualTo("v1");
    assertThat(result.path("previous").asText()).isEqualTo("v2");
  }

  @Test
  void rollback_withNothingOlder_isAnErrorWithANextStep() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.run("activate", "v1");

    CliRun run = site.run("rollback", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/next").asText()).contains("activate");
  }

  @Test
  void activate_withAnAssetMissing_endsWithItsOwnExitCode() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    Files.delete(folder.resolve(".passthrough-store").resolve(Site.APP));

    CliRun run = site.run("activate", "v1", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.json().at("/error/message").asText()).contains(Site.APP);
  }

  @Test
  void releases_ofTwo_listsTheNewestFirstAndEndsWithMeans() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.run("activate", "v1");
    site.run("publish", "--from", "two", "--release", "v2");

    JsonNode list = site.run("releases", "--json").json();
    CliRun table = site.run("releases");

    assertThat(list.findValuesAsText("release")).containsExactly("v2", "v1");
    assertThat(list.path(0).fieldNames())
        .toIterable()
        .containsExactly(
            "release",
            "state",
            "publishedAt",
            "retiredAt",
            "active",
            "activeSince",
            "pinned",
            "assets",
            "bytes",
            "uploaded",
            "reloadBytes");
    assertThat(list.at("/1/active/0").asText()).isEqualTo("default");
    assertThat(table.out()).contains("Means over the last 2: 66.7 % of files uploaded");
  }

  @Test
  void releases_withACorruptRecord_listsTheOthersAndFails() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.run("publish", "--from", "two", "--release", "v2");
    Files.writeString(
        folder.resolve(".passthrough-store/.passthrough/releases/v1/manifest.json"), "{");

    CliRun run = site.run("releases", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().findValuesAsText("release")).contains("v2");
    assertThat(run.err()).contains("Error: ", "manifest.json");
  }

  @Test
  void publish_afterARecordWasTruncated_goesOnWithAWarning() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    Files.writeString(
        folder.resolve(".passthrough-store/.passthrough/releases/v1/manifest.json"), "{");

    CliRun publish = site.run("publish", "--from", "two", "--release", "v2");
    CliRun activate = site.run("activate", "v2");
    CliRun explain = site.run("explain", "static/js/none.js");

    assertThat(publish.exitCode()).isZero();
    assertThat(publish.err()).contains("Warning: Published without what a record says");
    assertThat(activate.exitCode()).isZero();
    assertThat(explain.exitCode()).isEqualTo(1);
    assertThat(explain.err()).contains("Warning: Corrupt record");
  }

  @Test
  void publish_intoAStoreWithoutRecords_isRefused() throws Exception {
    Files.writeString(
        folder.resolve("none.yaml"),
        "gateway: {assets: {base: /assets/, fs: {path: s}, records: none}}");

    CliRun run = site.run("publish", "--from", "one", "--config", "none.yaml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'gateway.assets.records' is none");
  }

  @Test
  void explain_keyUrlAndPath_tellTheSame() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");

    CliRun key = site.run("explain", Site.APP, "--json");

    assertThat(site.run("explain", "/" + Site.APP, "--json").out()).isEqualTo(key.out());
    assertThat(site.run("explain", "https://shop.test/" + Site.APP + "?v=1", "--json").out())
        .isEqualTo(key.out());
    assertThat(key.json().path("source").asText()).isEqualTo("store");
    assertThat(key.json().at("/releases/0").asText()).isEqualTo("v1");
  }

  @Test
  void explain_fileOfTheRoot_isLocal() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");
    site.config("gateway: {root: one, assets: {base: /, fs: {path: .passthrough-store}}}\n");

    JsonNode result = site.run("explain", Site.APP, "--json").json();

    assertThat(result.path("source").asText()).isEqualTo("local");
    assertThat(result.path("kind").asText()).isEqualTo("fingerprinted");
    assertThat(result.path("evidence").asText()).contains("8 hexadecimal digits after '-'");
  }

  @Test
  void explain_urlOfAPage_saysWhichPageAndWhy() throws Exception {
    site.file("one/404.html", "<p>nothing here").file("one/about.html", "<p>about");
    site.config("gateway: {root: one, assets: {base: /assets/, fs: {path: .passthrough-store}}}\n");
    site.run("publish", "--from", "one", "--release", "v1");

    JsonNode about = site.run("explain", "https://shop.test/about", "--json").json();
    JsonNode nothing = site.run("explain", "/no/where", "--json").json();
    CliRun text = site.run("explain", "/no/where");

    assertThat(about.path("key").isNull()).isTrue();
    assertThat(about.at("/answer/what").asText()).isEqualTo("file");
    assertThat(about.at("/answer/file").asText()).isEqualTo("/about.html");
    assertThat(nothing.at("/answer/what").asText()).isEqualTo("page");
    assertThat(nothing.at("/answer/file").asText()).isEqualTo("/404.html");
    assertThat(nothing.at("/answer/status").asInt()).isEqualTo(404);
    assertThat(nothing.at("/answer/cacheControl").asText()).isEqualTo("no-store");
    assertThat(nothing.at("/answer/otherStatus").asInt()).isEqualTo(404);
    assertThat(nothing.path("source").asText()).isEqualTo("local");
    assertThat(text.out()).contains("page '/404.html' with 404: the nearest 404.html", "text/html");
  }

  @Test
  void explain_urlOfAnAsset_saysTypeAndCachingAndWhereFrom() throws Exception {
    site.config("gateway: {root: two, assets: {base: /, fs: {path: .passthrough-store}}}\n");
    site.run("publish", "--from", "one", "--release", "v1");

    JsonNode own = site.run("explain", "/index.html", "--json").json();
    JsonNode stored = site.run("explain", "/" + Site.APP, "--json").json();

    assertThat(own.at("/answer/what").asText()).isEqualTo("file");
    assertThat(own.at("/answer/type").asText()).isEqualTo("text/html; charset=utf-8");
    assertThat(own.at("/answer/cacheControl").asText()).isEqualTo("no-cache");
    assertThat(stored.at("/answer/type").asText()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(stored.at("/answer/status").asInt()).isEqualTo(200);
    assertThat(stored.path("evidence").asText()).contains("8 hexadecimal digits after '-'");
  }

  @Test
  void explain_urlOfAnotherReleasesFile_isStored() throws Exception {
    site.config("gateway: {root: two, assets: {base: /, fs: {path: .passthrough-store}}}\n");
    site.file("one/assets/old-5e6f7a8b.js", "old");
    site.run("publish", "--from", "one", "--release", "v1");

    JsonNode stored = site.run("explain", "/assets/old-5e6f7a8b.js", "--json").json();
    JsonNode absent = site.run("explain", "/assets/gone-0a1b2c3d.js", "--json").json();

    assertThat(stored.at("/answer/what").asText()).isEqualTo("stored");
    assertThat(stored.at("/answer/cacheControl").asText()).endsWith("immutable");
    assertThat(stored.path("source").asText()).isEqualTo("store");
    assertThat(absent.at("/answer/what").asText()).isEqualTo("nothing");
    assertThat(absent.at("/answer/status").asInt()).isEqualTo(404);
  }

  @Test
  void publish_fingerprintedNames_areSummedUpByFolder() throws Exception {
    CliRun run = site.run("publish", "--from", "one", "--release", "v1", "--json");

    assertThat(run.err())
        .contains("assets/: 1 of 1 fingerprinted, by 8 hexadecimal digits after '-'");
  }

  @Test
  void explain_unknownKey_isAbsentWithNulls() throws Exception {
    site.run("publish", "--from", "one", "--release", "v1");

    JsonNode result = site.run("explain", "nope.js", "--json").json();

    assertThat(result.path("source").asText()).isEqualTo("absent");
    assertThat(result.path("sha256").isNull()).isTrue();
    assertThat(result.path("releases")).isEmpty();
  }
}
