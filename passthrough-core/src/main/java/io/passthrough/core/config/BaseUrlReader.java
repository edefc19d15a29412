package io.passthrough.core.config;

import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
import java.util.List;

/** Reads base URLs: each a URL, or a URL with its origin. */
final class BaseUrlReader {

  private BaseUrlReader() {}

  static List<BaseUrl> all(Value list) {
    return list.list().stream().map(BaseUrlReader::read).toList();
  }

  static BaseUrl read(Value value) {
    if (value.isScalar()) {
      return url(value, Origin.GATEWAY);
    }
    Section section = value.section().allow(List.of("url", "origin"));
    Origin origin = section.value("origin").map(BaseUrlReader::origin).orElse(Origin.GATEWAY);
    return url(
        section.value("url").orElseThrow(() -> value.expected("a URL, or a mapping with a url")),
        origin);
  }

  private static Origin origin(Value value) {
    return switch (value.text()) {
      case "gateway" -> Origin.GATEWAY;
      case "store" -> Origin.STORE;
      default -> throw value.expected("gateway or store");
    };
  }

  private static BaseUrl url(Value value, Origin origin) {
    return BaseUrl.parse(value.text(), origin)
        .orElseThrow(() -> value.expected("an http or https URL without user, query and fragment"));
  }
}
