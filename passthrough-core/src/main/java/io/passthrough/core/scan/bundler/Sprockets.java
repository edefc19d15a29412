package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Sprockets: {@code assets} maps what this release has; {@code files} tells about each output,
 * those of older releases too.
 */
final class Sprockets implements ManifestFormat {

  @Override
  public String title() {
    return "Sprockets";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    JsonNode files = document.path("files");
    JsonNode assets = document.path("assets");
    boolean hasShape =
        Json.isMapOf(files, file -> file.path("logical_path").isTextual())
            && Json.isMapOf(assets, JsonNode::isTextual);
    if (!hasShape) {
      return Optional.empty();
    }
    return Optional.of(
        FlatMap.entries(assets).stream().map(entry -> withIntegrity(entry, files)).toList());
  }

  private static ManifestEntry withIntegrity(ManifestEntry entry, JsonNode files) {
    Optional<String> integrity = Json.text(files.path(entry.file()), "integrity");
    return new ManifestEntry(entry.logical(), entry.file(), Json.strongest(integrity));
  }
}
