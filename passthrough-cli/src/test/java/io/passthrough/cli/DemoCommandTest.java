package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story, with its numbers. */
final class DemoCommandTest {

  @TempDir private Path folder;

  @Test
  void demo_onAConfiguredStore_leavesItAsItWas() throws Exception {
    new Site(folder)
        .config("gateway: {assets: {fs: {path: store, key: shop}}}\n")
        .file("store/shop/kept.txt", "kept");

    CliRun run =
        CliRun.in(
            folder, "demo", "--json", "--store", "passthrough.yaml", "--picture", "page.html");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().path("failures").asInt()).isZero();
    assertThat(run.json().path("bySource").path("store").asInt()).isPositive();
    assertThat(folder.resolve("store/shop")).isDirectoryContaining("glob:**/kept.txt");
    assertThat(folder.resolve("store/shop/.passthrough/scratch")).doesNotExist();
  }

  @Test
  void demo_storeOfAFileWithoutOne_isRefused() throws Exception {
    new Site(folder).config("gateway: {root: dist}\n");

    CliRun run = CliRun.in(folder, "demo", "--json", "--store", "passthrough.yaml");

    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vite", "webpack"})
  void demo_ofEachBundler_failsOnlyWithoutFallback(String bundler) throws Exception {
    CliRun run =
        CliRun.in(folder, "demo", "--json", "--bundler", bundler, "--picture", "page.html");

    JsonNode counts = run.json();
    JsonNode sources = counts.path("bySource");
    assertThat(run.exitCode()).isZero();
    assertThat(counts.path("failures").asInt()).isZero();
    assertThat(counts.path("failuresWithoutFallback").asInt()).isPositive();
    assertThat(sources.path("store").asInt()).isPositive();
    assertThat(sources.path("cache").asInt()).isPositive();
    assertThat(sources.path("miss").asInt()).isZero();
    assertThat(counts.path("requests").asInt())
        .isEqualTo(
            sources.path("local").asInt()
                + sources.path("cache").asInt()
                + sources.path("store").asInt());
    assertThat(Files.readString(folder.resolve("page.html")))
        .contains("<svg")
        .doesNotContain("<script", "http:", "https:");
  }
}
