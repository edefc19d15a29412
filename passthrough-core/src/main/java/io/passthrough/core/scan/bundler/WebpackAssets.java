package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * webpack-assets-manifest: outputs as text or as {@code {src, integrity}}, with or without a list
 * of entry points among them, whatever its name.
 */
final class WebpackAssets implements ManifestFormat {

  @Override
  public String title() {
    return "webpack-assets-manifest";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    if (!Json.isMapOf(document, value -> isOutput(value) || isEntryPoints(value))) {
      return Optional.empty();
    }
    List<ManifestEntry> entries =
        Json.fields(document).stream()
            .filter(field -> isOutput(field.getValue()))
            .map(WebpackAssets::entry)
            .toList();
    boolean hasShape = Json.fields(document).stream().anyMatch(it -> it.getValue().isObject());
    return hasShape && !entries.isEmpty() ? Optional.of(entries) : Optional.empty();
  }

  private static boolean isOutput(JsonNode value) {
    return value.isTextual() || value.path("src").isTextual();
  }

  private static boolean isEntryPoints(JsonNode value) {
    return Json.isMapOf(value, entry -> entry.path("assets").isObject());
  }

  private static ManifestEntry entry(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    return value.isTextual()
        ? ManifestEntry.of(field.getKey(), value.textValue())
        : new ManifestEntry(
            field.getKey(),
            value.path("src").asText(),
            Json.strongest(Json.text(value, "integrity")));
  }
}
