package io.passthrough.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gets its exit code, a message and a next step; nothing is lost by it. */
final class BadInputTest {

  private static final Consumer<Site> NOTHING = site -> {};
  private static final int BOMB_BYTES = 12 << 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"commandLines", "configurations", "builds", "manifests", "archives", "stores"})
  void mistake_ofAUser_isToldWithANextStepAndLosesNothing(BadInput mistake) throws Exception {
    Site site = new Site(folder).build("before", "before()");
    site.run("publish", "--from", "before", "--release", "before");
    mistake.arrange().accept(site);
    Map<String, String> stored = site.store();

    CliRun run = site.run((mistake.command() + " --json").split(" "));

    JsonNode error = run.json().path("error");
    assertThat(error.path("message").asText()).contains(mistake.message());
    assertThat(error.path("next").asText()).contains(mistake.next());
    assertThat(error.path("exitCode").asInt()).isEqualTo(mistake.exitCode());
    assertThat(run.exitCode()).isEqualTo(mistake.exitCode());
    assertThat(run.err()).contains("Error: ", "Next: ").doesNotContain("\tat ", "Exception");
    assertThat(site.store()).containsAllEntriesOf(stored);
  }

  static Stream<BadInput> commandLines() {
    return Stream.of(
        BadInput.of("misspelt command", NOTHING, "publsh")
            .ends(2, "no command 'publsh'", "did you mean 'publish'?"),
        BadInput.of("misspelt option", NOTHING, "publish --form dist")
            .ends(2, "no option '--form'", "did you mean '--from'?"),
        BadInput.of("missing argument", NOTHING, "activate")
            .ends(2, "RELEASE", "passthrough activate --help"),
        BadInput.of("too many arguments", NOTHING, "rollback now")
            .ends(2, "'now'", "passthrough rollback --help"),
        BadInput.of("illegal release name", NOTHING, "publish --from before --release a/b")
            .ends(2, "'a/b'", "letters, digits"),
        BadInput.of("illegal environment name", NOTHING, "rollback --environment .prod")
            .ends(2, "'.prod'", "letters, digits"),
        BadInput.of("unknown release", NOTHING, "activate v9").ends(2, "'v9'", ""),
        BadInput.of("unknown environment", NOTHING, "rollback --environment prod")
            .ends(2, "'prod'", ""),
        BadInput.of("no URL to verify through", NOTHING, "verify").ends(2, "no URL", "--via"),
        BadInput.of("URL that is none", NOTHING, "verify --via shop").ends(2, "'shop'", "https"),
        BadInput.of("no time", NOTHING, "verify --via http://localhost:1 --timeout 0s")
            .ends(2, "'0'", "--timeout"),
        BadInput.of("number that is none", NOTHING, "prune --releases all").ends(2, "'all'", "10"),
        BadInput.of("age without a unit", NOTHING, "prune --max-age 3").ends(2, "'3'", "14d"),
        BadInput.of("pin of an unknown release", NOTHING, "pin v9").ends(2, "'v9'", "READY"),
        BadInput.of("release that is not pinned", NOTHING, "unpin before")
            .ends(2, "'before'", "'releases'"),
        BadInput.of("environment that is none", NOTHING, "deactivate --environment prod")
            .ends(2, "'prod'", "'releases'"),
        BadInput.of("report in no folder", NOTHING, "deploy --from before --junit none/a.xml")
            .ends(2, "none/a.xml", "folder"),
        BadInput.of("port out of range", NOTHING, "serve --port 65536").ends(2, "'65536'", "65535"),
        BadInput.of("port that is no number", NOTHING, "serve --port http")
            .ends(2, "'http'", "a number"),
        BadInput.of("illegal key", NOTHING, "explain a//b")
            .ends(2, "empty segment", "under the base"),
        BadInput.of("missing configuration", NOTHING, "config --config other.yaml")
            .ends(2, "other.yaml", "--config"),
        BadInput.of("unknown bundler", NOTHING, "demo --bundler rollup")
            .ends(2, "'rollup'", "vite, webpack"));
  }

  static Stream<BadInput> configurations() {
    return Stream.of(
        config("misspelt key", "gateway:\n  asets: {}\n", "passthrough.yaml:2", "assets"),
        config("misspelt top key", "gatway: {}\n", "passthrough.yaml:1", "gateway"),
        config("misspelt provider", "gateway: {assets: {ss3: {}}}\n", "ss3", "s3"),
        config("misspelt unit", "gateway: {assets: {fill_max: 8Mb}}\n", "MiB", "fill_max"),
        config("unset variable", "gateway: {root: \"${NOWHERE}\"}\n", "NOWHERE", "NOWHERE"),
        config("YAML tag", "gateway: !!java.io.File {root: x}\n", "passthrough.yaml:1", ""),
        config("YAML bomb", bomb(), "alias", "correct"),
        config("no YAML", "gateway: [\n", "passthrough.yaml:", ""));
  }

  private static BadInput config(String name, String yaml, String message, String next) {
    return BadInput.of(name, site -> site.config(yaml), "config").ends(2, message, next);
  }

  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = "*a" + (i - 1);
      yaml.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i, i, String.join(", ", Stream.generate(() -> before).limit(10).toList())));
    }
    return yaml.toString();
  }

  static Stream<BadInput> builds() {
    return Stream.of(
        BadInput.of("missing folder", NOTHING, "publish --from nowhere").ends(2, "nowhere", ""),
        BadInput.of("missing root to serve", NOTHING, "serve --root nowhere --port 0")
            .ends(2, "nowhere", ""),
        BadInput.of(
                "empty folder",
                site -> site.folder().resolve("empty").toFile().mkdir(),
                "publish --from empty")
            .ends(2, "empty", ""),
        BadInput.of(
                "link that leads outside",
                site -> site.build("links", "app()").link("links/assets/out.js", "passwords"),
                "publish --from links")
            .ends(2, "out.js", ""),
        BadInput.of(
                "nothing under base",
                site ->
                    site.config(
                        "gateway: {assets: {base: /static/, fs: {path: .passthrough-store}}}\n"),
                "publish --from before")
            .ends(2, "/static/", "/assets/"),
        BadInput.of(
                "other bytes under a name that is configured as fingerprinted",
                site ->
                    site.config(
                            "gateway: {assets: {base: /, fs: {path: .passthrough-store}}}\n"
                                + "publish: {fingerprinted: ['app-*']}\n")
                        .build("after", "after()"),
                "publish --from after --release after")
            .ends(5, "'" + Site.APP + "' has other bytes in release 'before'", "publish.mutable"),
        BadInput.of(
                "other content under a release's name",
                site -> site.file("after/assets/other-5e6f7a8b.js", "other()"),
                "publish --from after --release before")
            .ends(5, "'before'", "another name"));
  }

  static Stream<BadInput> manifests() {
    return Stream.of(
        manifest("manifest that is no JSON", "{", "manifest.json"),
        manifest("manifest of unknown format", "[1, 2]", "manifest.json"),
        manifest(
            "manifest that names what is not there",
            "{\"app.js\": \"/assets/app-00000000.js\"}",
            "app-00000000.js"),
        manifest("manifest that points outside", "{\"app.js\": \"../../secret.js\"}", "secret.js"));
  }

  private static BadInput manifest(String name, String json, String message) {
    return BadInput.of(
            name,
            site -> site.file("manifest.json", json),
            "publish --from before --manifest manifest.json")
        .ends(2, message, "");
  }

  static Stream<BadInput> archives() {
    byte[] script = "app()".getBytes(UTF_8);
    return Stream.of(
        BadInput.of(
                "archive that is none",
                site -> site.file("dist.zip", "PK\3\4 cut short"),
                "publish --from dist.zip")
            .ends(2, "dist.zip", ""),
        BadInput.of(
                "archive that leaves its folder",
                site -> site.zip("dist.zip", Map.of("../evil.js", script)),
                "publish --from dist.zip")
            .ends(2, "../evil.js", ""),
        BadInput.of(
                "archive with a name twice",
                site ->
                    site.zip("dist.zip", Map.of("assets/a.js", script, "assets/b.js", script))
                        .replace("dist.zip", "assets/b.js", "assets/a.js"),
                "publish --from dist.zip")
            .ends(2, "assets/a.js", "pack the build again"),
        BadInput.of(
                "archive that is a bomb",
                site ->
                    site.zip("dist.zip", Map.of("assets/zeros-1a2b3c4d.js", new byte[BOMB_BYTES])),
                "publish --from dist.zip")
            .ends(2, "zeros-1a2b3c4d.js", ""));
  }

  static Stream<BadInput> stores() {
    return Stream.of(
        BadInput.of(
                "store folder that is a file",
                site ->
                    site.file("file", "")
                        .config("gateway: {assets: {base: /, fs: {path: file}}}\n"),
                "publish --from before")
            .ends(1, "file", ""),
        BadInput.of(
                "illegal URL, whatever the store is",
                site -> site.config("gateway: {assets: {base: /, fs: {path: absent}}}\n"),
                "explain /%zz")
            .ends(2, "refuses this URL", "percent-encode"),
        BadInput.of(
                "corrupt record",
                site ->
                    site.file(".passthrough-store/.passthrough/releases/before/manifest.json", "{"),
                "activate before")
            .ends(1, "manifest.json", ""),
        BadInput.of(
                "no store",
                site -> site.config("gateway: {assets: {base: /}}\n"),
                "publish --from before")
            .ends(2, "No store", "gateway.assets"));
  }
}
