package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.url.AssetUrls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The scripts and styles that an HTML page names. */
final class PageAssets {

  private static final Pattern REFERENCE =
      Pattern.compile("(?i)\\b(?:src|href)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");
  private static final Pattern CODE = Pattern.compile("(?i).*\\.(?:js|mjs|css)");

  private PageAssets() {}

  /** Returns their keys, each once, in the order of the page. */
  static List<AssetKey> of(ProbeResponse page, AssetUrls urls) {
    String html = StandardCharsets.UTF_8.decode(page.body().start().duplicate()).toString();
    return REFERENCE
        .matcher(html)
        .results()
        .flatMap(match -> path(page.uri(), reference(match)).stream())
        .filter(path -> CODE.matcher(path).matches())
        .flatMap(path -> urls.key(path).stream())
        .distinct()
        .toList();
  }

  private static String reference(MatchResult match) {
    for (int group = 1; group < match.groupCount(); group++) {
      if (match.group(group) != null) {
        return match.group(group).replace("&amp;", "&");
      }
    }
    return match.group(match.groupCount());
  }

  private static Optional<String> path(URI page, String reference) {
    try {
      return Optional.ofNullable(page.resolve(reference.strip()).getPath());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
