package io.passthrough.core.config;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Reads what is under {@code gateway.cors}. */
final class CorsReader {

  private CorsReader() {}

  static CorsConfig read(Section cors) {
    cors.allow(Set.of("origins", "headers", "max_age", "credentials"));
    cors.value("headers").ifPresent(Value::texts);
    cors.value("max_age").ifPresent(Value::duration);
    List<String> origins =
        cors.value("origins").map(CorsReader::origins).orElse(CorsConfig.NONE.origins());
    boolean credentials = cors.value("credentials").map(Value::bool).orElse(false);
    if (credentials && origins.contains(CorsConfig.ANY)) {
      throw cors.value("credentials")
          .orElseThrow()
          .expected("false where any origin may load the assets, as browsers refuse both together");
    }
    return new CorsConfig(origins, credentials);
  }

  private static List<String> origins(Value value) {
    return value.list().stream().map(CorsReader::origin).distinct().toList();
  }

  /** An origin as browsers send it (RFC 6454, section 6.2): no path, no slash at its end. */
  private static String origin(Value value) {
    String text = value.word();
    if (!text.equals(CorsConfig.ANY) && !isOrigin(text)) {
      throw value.expected(
          "an origin as browsers send it, such as https://shop.example.com, or " + CorsConfig.ANY);
    }
    return text;
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
          && uri.getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
