package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metafile of esbuild, and what Angular and Bun write in its shape. It names source paths, so
 * it is nobody's business outside.
 */
final class EsbuildMetafile implements ManifestFormat {

  @Override
  public String title() {
    return "esbuild metafile";
  }

  @Override
  public boolean isPublic() {
    return false;
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    JsonNode outputs = document.path("outputs");
    boolean hasShape =
        document.path("inputs").isObject()
            && Json.isMapOf(outputs, output -> output.path("bytes").isNumber());
    if (!hasShape) {
      return Optional.empty();
    }
    List<ManifestEntry> entries = new ArrayList<>();
    Json.fields(outputs).forEach(output -> addTo(entries, output));
    return Optional.of(entries);
  }

  /** An output without an entry point is a chunk, which has no name but its own. */
  private static void addTo(List<ManifestEntry> entries, Map.Entry<String, JsonNode> output) {
    String file = output.getKey();
    Optional<String> source = Json.text(output.getValue(), "entryPoint");
    entries.add(ManifestEntry.of(source.orElse(file), file));
    Optional<String> css = Json.text(output.getValue(), "cssBundle");
    if (source.isPresent() && css.isPresent()) {
      entries.add(ManifestEntry.of(source.get(), css.get()));
    }
  }
}
