package io.passthrough.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.passthrough.core.config.Configurations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.json.JsonParserFactory;

/** What editors are told of the properties. */
class MetadataTest {

  private static final List<String> OF_THE_STARTER =
      List.of("passthrough.enabled", "passthrough.config", "passthrough.urls");

  static List<String> names() throws IOException {
    List<?> properties;
    try (InputStream in =
        MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      properties = (List<?>) JsonParserFactory.getJsonParser().parseMap(text).get("properties");
    }
    return Objects.requireNonNull(properties).stream()
        .map(property -> String.valueOf(((Map<?, ?>) property).get("name")))
        .filter(name -> !OF_THE_STARTER.contains(name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void property_inTheMetadata_isKnown(String name) {
    String[] keys = name.split("\\.", -1);
    Map<String, ?> properties = Map.of(keys[keys.length - 1], "x");
    for (int i = keys.length - 2; i > 0; i--) {
      properties = Map.of(keys[i], properties);
    }
    Map<String, ?> nested = properties;

    Throwable fault = catchThrowable(() -> Configurations.of(nested, "Test", Path.of("")));

    assertThat(String.valueOf(fault)).doesNotContain("unknown key");
  }
}
