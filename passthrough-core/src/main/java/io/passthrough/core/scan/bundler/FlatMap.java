package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * From logical name to output, nothing else: webpack-manifest-plugin, gulp-rev, Symfony Encore,
 * Parcel's reporter and many a script.
 */
final class FlatMap implements ManifestFormat {

  @Override
  public String title() {
    return "flat map";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    return Json.isMapOf(document, JsonNode::isTextual)
        ? Optional.of(entries(document))
        : Optional.empty();
  }

  static List<ManifestEntry> entries(JsonNode map) {
    return Json.fields(map).stream()
        .filter(field -> field.getValue().isTextual())
        .map(field -> ManifestEntry.of(field.getKey(), field.getValue().textValue()))
        .toList();
  }
}
