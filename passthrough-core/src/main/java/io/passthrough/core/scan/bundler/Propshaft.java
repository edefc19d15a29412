package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Propshaft since 1.2: from logical path to {@code {digested_path, integrity}}. */
final class Propshaft implements ManifestFormat {

  @Override
  public String title() {
    return "Propshaft";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    if (!Json.isMapOf(document, value -> value.path("digested_path").isTextual())) {
      return Optional.empty();
    }
    return Optional.of(Json.fields(document).stream().map(Propshaft::entry).toList());
  }

  private static ManifestEntry entry(Map.Entry<String, JsonNode> field) {
    return new ManifestEntry(
        field.getKey(),
        field.getValue().path("digested_path").asText(),
        Json.strongest(Json.text(field.getValue(), "integrity")));
  }
}
