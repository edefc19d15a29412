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
   * Reads what was named.
   *
   * @param subject a key, an http or https URL, or a URL's path, which begins with a slash
   */
  Subject parse(String subject) {
    boolean absolute = subject.matches("(?i)https?://.*");
    if (!absolute && !subject.startsWith("/")) {
      AssetKey key = key(subject, subject);
      return new Subject(urls.encodedPath(key), Optional.of(key));
    }
    String url = absolute ? subject.replaceFirst("(?i)https?://[^/?#]*", "") : subject;
    String target = url.split("#", 2)[0];
    String rooted = target.startsWith("/") ? target : "/" + target;
    RequestPath path = path(rooted, subject);
    return new Subject(rooted, path.encodedSlash() ? Optional.empty() : urls.key(path.path()));
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

  private RequestPath path(String target, String subject) {
    boolean apart = urls.base().length() > 1;
    return RequestPath.parse(target)
        .filter(path -> !path.encodedSlash() || !(apart && urls.isUnderBase(path.path())))
        .orElseThrow(() -> refused(subject));
  }

  private static PassthroughException refused(String subject) {
    return new PassthroughException(
        Kind.INPUT,
        "A gateway refuses this URL: '" + subject + "'",
        "percent-encode what may not stand in a path, such as % as %25, and leave out empty and dot"
            + " segments");
  }
}
