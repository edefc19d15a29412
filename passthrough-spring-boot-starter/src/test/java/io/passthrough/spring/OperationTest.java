package io.passthrough.spring;

import static io.passthrough.spring.Site.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What operators are told. */
class OperationTest {

  private static final String[] ACTUATOR = {
    "management.endpoints.web.exposure.include=health,info,metrics",
    "management.endpoint.health.show-details=always"
  };

  @TempDir private Path folder;
  private Rollout rollout;

  @BeforeEach
  void publish() throws IOException {
    rollout = Rollout.in(folder);
  }

  @Test
  void healthInfoAndMeters_ofAnApplication_tellWhatItServes() throws IOException {
    try (Site site = Site.start(rollout, PlainApplication.class, ACTUATOR)) {
      site.get("/" + Rollout.OLD_SCRIPT);
      site.get("/static/none.js");

      assertThat(text(site.get("/actuator/health")))
          .containsPattern("\"passthrough\":\\{(\"details\":\\{[^}]*\\},)?\"status\":\"UP\"")
          .contains("\"release\":\"2\"");
      assertThat(text(site.get("/actuator/info")))
          .contains("\"passthrough\":{\"release\":\"2\",\"environment\":\"default\"}");
      assertThat(text(site.get("/actuator/metrics/passthrough.responses?tag=source:miss")))
          .contains("\"value\":1.0");
    }
  }

  @Test
  void controller_thatTakesAllPaths_isNamed() throws IOException {
    try (Site site = Site.start(rollout, SinglePageApplication.class, ACTUATOR)) {

      assertThat(text(site.get("/actuator/health")))
          .contains("OperationTest$SinglePageApplication$Shell#page()", "leave out '/static/'");
    }
  }

  @Test
  void versionStrategyOfSpring_besideTheStarter_isNamed() throws IOException {
    try (Site site =
        Site.start(
            rollout,
            PlainApplication.class,
            "spring.web.resources.chain.strategy.content.enabled=true",
            ACTUATOR[0],
            ACTUATOR[1])) {

      assertThat(text(site.get("/actuator/health"))).contains("version strategy is on");
    }
  }

  @Test
  void manifest_damaged_keepsTheApplicationRunning() throws IOException {
    Files.writeString(rollout.own().resolve("static/asset-manifest.json"), "{\"files\": {");

    try (Site site = Site.start(rollout, PlainApplication.class, ACTUATOR)) {

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(site.get("/" + Rollout.OWN_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(text(site.get("/actuator/health"))).contains("asset-manifest.json");
    }
  }

  @Test
  void root_withoutAnything_keepsTheApplicationRunning() throws IOException {
    try (Site site =
        Site.start(
            rollout,
            PlainApplication.class,
            "passthrough.gateway.root=" + folder.resolve("none"),
            ACTUATOR[0],
            ACTUATOR[1])) {

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(text(site.get("/actuator/health"))).contains("\"notices\":[");
    }
  }

  @Test
  void configurationFile_onTheClassPath_isRead() throws IOException {
    Path file = folder.resolve("passthrough.yaml");
    Files.writeString(
        file,
        "gateway: {root: own, assets: {base: /static/, fs: {path: store}}}\n",
        StandardCharsets.UTF_8);
    try (Site site =
        Site.start(
            PlainApplication.class,
            "passthrough.config=" + file,
            "spring.web.resources.static-locations=file:" + rollout.own() + "/")) {

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void configurationFile_withAFault_isNamedWithItsLine() throws IOException {
    Path file = folder.resolve("passthrough.yaml");
    Files.writeString(file, "gateway:\n  asets: {}\n");

    assertThatThrownBy(
            () -> Site.start(PlainApplication.class, "passthrough.config=file:" + file).close())
        .rootCause()
        .hasMessageStartingWith(file + ":2: ");
  }

  @Test
  void configurationFile_besideProperties_isRefused() {
    assertThatThrownBy(
            () ->
                Site.start(
                        PlainApplication.class,
                        "passthrough.config=passthrough.yaml",
                        "passthrough.gateway.environment=blue")
                    .close())
        .rootCause()
        .hasMessageStartingWith("There is 'passthrough.config' beside properties")
        .hasMessageContaining("'passthrough.gateway'");
  }

  private Path configurationFile() throws IOException {
    return Files.writeString(
        folder.resolve("passthrough.yaml"),
        "gateway: {root: own, assets: {base: /static/, fs: {path: store}}}\n");
  }

  @Test
  void configurationFile_besideAToolsProperty_isRead() throws IOException {
    Path file = configurationFile();

    try (Site site =
        Site.start(
            PlainApplication.class,
            "passthrough.config=" + file,
            "passthrough.tools=on",
            "spring.web.resources.static-locations=file:" + rollout.own() + "/")) {

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
      assertThat(site.bean(StartReport.class).standing().notices()).isEmpty();
    }
  }

  @Test
  void section_misspeltBesideAConfigurationFile_isNamed() throws IOException {
    Path file = configurationFile();

    try (Site site =
        Site.start(
            PlainApplication.class,
            "passthrough.config=" + file,
            "passthrough.gatewy.environment=blue",
            ACTUATOR[0],
            ACTUATOR[1])) {

      assertThat(text(site.get("/actuator/health")))
          .contains("'passthrough.gatewy' is not read: did you mean 'passthrough.gateway'?");
    }
  }

  @Test
  void propertyOfTheStarter_misspelt_isNamed() throws IOException {
    try (Site site = Site.start(rollout, PlainApplication.class, "passthrough.enable=false")) {

      assertThat(site.bean(StartReport.class).standing().notices())
          .contains(
              "The property 'passthrough.enable' is not read: did you mean 'passthrough.enabled'?");
    }
  }

  @Test
  void starter_switchedOff_answersNothing() throws IOException {
    try (Site site = Site.start(rollout, PlainApplication.class, "passthrough.enabled=false")) {

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(404);
      assertThat(site.get("/" + Rollout.OWN_SCRIPT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void context_stoppedAndStarted_servesAgain() throws IOException {
    try (Site site = Site.start(rollout, PlainApplication.class)) {
      site.context().stop();
      site.context().start();

      assertThat(site.get("/" + Rollout.OLD_SCRIPT).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.4.13", "2.7.18"})
  void springBoot_tooOld_isRefused(String version) {
    assertThatThrownBy(() -> BootVersion.require(version))
        .hasMessage("Passthrough needs Spring Boot 3.5 or newer, not " + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.0", "3.5.16", "4.1.2", "10.0.0-M1"})
  void springBoot_newEnough_isTaken(String version) {
    BootVersion.require(version);
  }

  @Test
  void webFlux_withTheStarter_isRefused() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ReactiveAutoConfiguration.class))
        .run(it -> assertThat(it).getFailure().rootCause().hasMessageContaining("WebFlux"));
  }

  /** An application whose controller answers all paths with one page. */
  @Configuration(proxyBeanMethods = false)
  @Import({PlainApplication.class, SinglePageApplication.Shell.class})
  static class SinglePageApplication {

    @Controller
    static class Shell {

      @GetMapping("/**")
      String page() {
        return "forward:/index.html";
      }
    }
  }
}
