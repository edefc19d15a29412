package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.RequestPath;
import java.util.Optional;

/**
 * A parser of what a user names: a key, an http or https URL, or a URL's path. It accepts exactly
 * the URLs that a gateway accepts.
 *
 * @param urls where assets lie in the URL space
 */
record SubjectParser(AssetUrls urls) {

  /**
   * Finds the key.
   *
   * @param subject a key, an http or https URL, or a URL's path, which begins with a slash
   */
  AssetKey key(String subject) {
    boolean absolute = subject.matches("(?i)https?://.*");
    if (!absolute && !subject.startsWith("/")) {
      return key(subject, subject);
    }
    String target = absolute ? subject.replaceFirst("(?i)https?://[^/?#]*", "") : subject;
    String path = path(target.split("#", 2)[0], subject);
    return urls.underBase(path)
        .map(text -> key(text, subject))
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "No key: the URL does not lie under the base '"
                        + urls.base()
                        + "', '"
                        + subject
                        + "'",
                    "only what lies under gateway.assets.base is published"));
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

  private static String path(String target, String subject) {
    return RequestPath.parse(target.startsWith("/") ? target : "/" + target)
        .filter(path -> !path.encodedSlash())
        .map(RequestPath::path)
        .orElseThrow(
            () ->
                new PassthroughException(
                    Kind.INPUT,
                    "No key: a gateway refuses this URL, '" + subject + "'",
                    "percent-encode what may not stand in a path, such as % as %25, and leave out"
                        + " empty and dot segments"));
  }
}
