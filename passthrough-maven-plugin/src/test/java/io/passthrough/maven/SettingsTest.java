package io.passthrough.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static Settings typed(Map<String, String> properties) {
    Properties typed = new Properties();
    typed.putAll(properties);
    return new Settings(typed, Path.of("/srv/shop"));
  }

  @Test
  void text_typedAndInThePom_isAsTyped() {
    Settings settings = typed(Map.of("passthrough.release", "v2"));

    assertThat(settings.text("release", "v1")).contains("v2");
    assertThat(settings.text("environment", "test")).contains("test");
    assertThat(settings.text("summary", null)).isEmpty();
  }

  @Test
  void text_empty_countsAsLeftOut() {
    Settings settings = typed(Map.of("passthrough.release", ""));

    assertThat(settings.text("release", " ")).isEmpty();
  }

  @Test
  void flag_typedFalse_winsOverThePom() {
    assertThat(typed(Map.of("passthrough.prune", "false")).flag("prune", true)).isFalse();
    assertThat(typed(Map.of()).flag("prune", true)).isTrue();
  }

  @Test
  void list_typed_isDividedByCommas() {
    Settings settings = typed(Map.of("passthrough.via", "https://a.example, https://b.example"));

    assertThat(settings.list("via", List.of("https://c.example")))
        .containsExactly("https://a.example", "https://b.example");
    assertThat(typed(Map.of()).list("via", null)).isEmpty();
  }

  @Test
  void file_relative_startsFromTheProject() {
    Settings settings = typed(Map.of("passthrough.from", "../web/dist"));

    assertThat(settings.file("from", "target")).contains(Path.of("/srv/web/dist"));
    assertThat(settings.file("summary", "/tmp/summary.md")).contains(Path.of("/tmp/summary.md"));
  }

  @Test
  void unknown_ofAMisspeltProperty_namesTheNearest() {
    Settings settings =
        typed(Map.of("passthrough.enviroment", "test", "passthrough.skip", "false", "other", "1"));

    assertThat(settings.unknown())
        .singleElement()
        .asString()
        .contains("-Dpassthrough.enviroment", "environment");
  }
}
