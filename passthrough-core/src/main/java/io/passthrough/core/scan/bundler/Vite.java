package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vite and Rolldown: from source to {@code {file, name, src, css, integrity}}. A shared chunk has
 * no source; its key is {@code _} and the output's name, so that {@code name} says more.
 */
final class Vite implements ManifestFormat {

  @Override
  public String title() {
    return "Vite";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    if (!Json.isMapOf(document, value -> value.path("file").isTextual())) {
      return Optional.empty();
    }
    List<ManifestEntry> entries = new ArrayList<>();
    Json.fields(document).forEach(field -> addTo(entries, field));
    return Optional.of(entries);
  }

  private static void addTo(List<ManifestEntry> entries, Map.Entry<String, JsonNode> field) {
    JsonNode chunk = field.getValue();
    String file = chunk.path("file").asText();
    Optional<String> name = Json.text(chunk, "name");
    String logical =
        field.getKey().startsWith("_") && name.isPresent()
            ? name.get() + extension(file)
            : field.getKey();
    entries.add(new ManifestEntry(logical, file, Json.strongest(Json.text(chunk, "integrity"))));
    for (JsonNode css : chunk.path("css")) {
      String path = css.asText();
      name.filter(it -> fileName(path).startsWith(fileName(it)))
          .ifPresent(it -> entries.add(ManifestEntry.of(it + extension(path), path)));
    }
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }
}
