package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Laravel Mix, which puts the version into a query ({@code /js/app.js?id=0441ad4f65d54589aea5}):
 * the file itself keeps its name and is mutable.
 */
final class LaravelMix implements ManifestFormat {

  @Override
  public String title() {
    return "Laravel Mix";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    boolean hasShape =
        Json.isMapOf(document, value -> value.isTextual() && value.textValue().startsWith("/"))
            && Json.fields(document).stream()
                .anyMatch(field -> field.getValue().textValue().contains("?id="));
    return hasShape ? Optional.of(FlatMap.entries(document)) : Optional.empty();
  }
}
