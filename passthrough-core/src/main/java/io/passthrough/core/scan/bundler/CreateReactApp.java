package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Create React App: a flat map under {@code files}, beside the entry points. */
final class CreateReactApp implements ManifestFormat {

  @Override
  public String title() {
    return "Create React App";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    JsonNode files = document.path("files");
    JsonNode entryPoints = document.path("entrypoints");
    boolean hasShape =
        Json.isMapOf(files, JsonNode::isTextual)
            && (entryPoints.isMissingNode() || entryPoints.isArray());
    return hasShape ? Optional.of(FlatMap.entries(files)) : Optional.empty();
  }
}
