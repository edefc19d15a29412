package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Django's {@code ManifestStaticFilesStorage}, versions 1.0 and 1.1, the two that exist. */
final class Django implements ManifestFormat {

  private static final Set<String> VERSIONS = Set.of("1.0", "1.1");

  @Override
  public String title() {
    return "Django";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    JsonNode paths = document.path("paths");
    boolean hasShape =
        Json.isMapOf(paths, JsonNode::isTextual)
            && VERSIONS.contains(document.path("version").asText());
    return hasShape ? Optional.of(FlatMap.entries(paths)) : Optional.empty();
  }
}
