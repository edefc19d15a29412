package io.passthrough.core.config;

import io.passthrough.api.AssetKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what is under {@code gateway.spa}. */
final class SpaReader {

  /** The word for no page at all: {@value}. */
  static final String NONE = "none";

  private SpaReader() {}

  static SpaConfig read(Section spa) {
    spa.allow(Set.of("page", "exclude"));
    Optional<Value> page = spa.value("page");
    boolean none = page.filter(value -> value.text().equals(NONE)).isPresent();
    return new SpaConfig(
        page.filter(value -> !none).map(SpaReader::file),
        !none,
        spa.value("exclude").map(SpaReader::prefixes).orElse(SpaConfig.DEFAULT.exclude()));
  }

  private static String file(Value value) {
    String file = value.word();
    String extension = file.toLowerCase(Locale.ROOT);
    boolean isHtml = extension.endsWith(".html") || extension.endsWith(".htm");
    if (!isHtml || AssetKey.fault(file).isPresent()) {
      throw value.expected("an HTML file under the root, such as app.html, or " + NONE);
    }
    return file;
  }

  private static List<String> prefixes(Value value) {
    for (Value each : value.list()) {
      if (!each.text().startsWith("/")) {
        throw each.expected("a URL path that begins with /");
      }
    }
    return value.texts();
  }
}
