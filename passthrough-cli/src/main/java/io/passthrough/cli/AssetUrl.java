package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes keys of URLs and URLs of keys.
 *
 * @param base the URL path under which keys lie
 */
record AssetUrl(String base) {

  /**
   * Makes a key.
   *
   * @param subject a key, an http or https URL, or a URL's path, which begins with a slash
   */
  AssetKey key(String subject) {
    boolean absolute = subject.matches("(?i)https?://.*");
    if (!absolute && !subject.startsWith("/")) {
      return key(subject, subject);
    }
    String path = absolute ? subject.replaceFirst("(?i)https?://[^/?#]*", "") : subject;
    String decoded = decoded(path.split("[?#]", 2)[0], subject);
    if (!decoded.startsWith(base)) {
      throw new PassthroughException(
          Kind.INPUT,
          "No key: the URL does not lie under the base '" + base + "', '" + subject + "'",
          "only what lies under gateway.assets.base is published");
    }
    return key(decoded.substring(base.length()), subject);
  }

  private static AssetKey key(String text, String subject) {
    Optional<String> fault = AssetKey.fault(text);
    if (fault.isPresent()) {
      throw new PassthroughException(
          Kind.INPUT,
          "No key: " + fault.get() + ", '" + subject + "'",
          "name a file under the base, such as js/app.js");
    }
    return AssetKey.of(text);
  }

  private static String decoded(String path, String subject) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new PassthroughException(
          Kind.INPUT, "No key: a broken %-escape, '" + subject + "'", "write % as %25", e);
    }
  }

  /** Returns the URL's path, with what may not stand there escaped. */
  String url(AssetKey key) {
    return encoded(base + key.value());
  }

  private static String encoded(String path) {
    StringBuilder url = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~!$&'()*+,;=:@".indexOf(c) >= 0);
      url.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return url.toString();
  }
}
