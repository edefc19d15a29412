package io.passthrough.core.scan.bundler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Phoenix: {@code latest} maps what this release has; {@code digests} tells about each output, with
 * a SHA-512 that lacks the prefix of an {@code integrity}.
 */
final class Phoenix implements ManifestFormat {

  @Override
  public String title() {
    return "Phoenix";
  }

  @Override
  public Optional<List<ManifestEntry>> read(JsonNode document) {
    JsonNode latest = document.path("latest");
    JsonNode digests = document.path("digests");
    boolean hasShape = Json.isMapOf(latest, JsonNode::isTextual) && digests.isObject();
    if (!hasShape) {
      return Optional.empty();
    }
    return Optional.of(
        FlatMap.entries(latest).stream().map(entry -> withIntegrity(entry, digests)).toList());
  }

  private static ManifestEntry withIntegrity(ManifestEntry entry, JsonNode digests) {
    Optional<String> sha512 = Json.text(digests.path(entry.file()), "sha512");
    return new ManifestEntry(entry.logical(), entry.file(), sha512.map(hash -> "sha512-" + hash));
  }
}
