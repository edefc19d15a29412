package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Gets the page as a browser that opens the site: it must not be kept for long, and must name
 * assets of a release that is known.
 *
 * @param url the site's URL
 * @param release what is known of the releases
 */
record PageCheck(URI url, ExpectedRelease release) implements UrlCheck {

  private static final int PAGE_BYTES = 2 << 20;
  private static final int MOST_NAMED = 3;

  @Override
  public Optional<AssetKey> key() {
    return Optional.empty();
  }

  @Override
  public void run(ProbeClient client, CheckNotes notes) {
    ProbeRequest request =
        ProbeRequest.get(url, PAGE_BYTES)
            .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .with("Sec-Fetch-Dest", "document")
            .with("Sec-Fetch-Mode", "navigate");
    ProbeResponse response = client.get(request, PAGE_BYTES);
    if (response.status() != 200 || !response.isHtml()) {
      notes.warn("shows no page (status " + response.status() + "), so none was checked");
      return;
    }
    CachingRules.keptPage(CacheDirectives.of(response), response).ifPresent(notes::fail);
    names(response, notes);
  }

  private void names(ProbeResponse response, CheckNotes notes) {
    List<AssetKey> named = PageAssets.of(response, release.urls());
    List<AssetKey> unknown = named.stream().filter(key -> !release.isKnown(key)).toList();
    if (named.isEmpty()) {
      notes.warn("names no script and no style below the base, so none was checked");
    } else if (unknown.size() == named.size()) {
      notes.fail(
          new Mismatch(
              "a page that names assets of a known release",
              "it names " + shown(unknown) + ", which no release has",
              "the page is of a build that was not published, or the CDN keeps an old page"));
    } else if (!unknown.isEmpty()) {
      notes.warn("names " + shown(unknown) + ", which no release has");
    }
  }

  private static String shown(List<AssetKey> keys) {
    String first =
        String.join(", ", keys.stream().limit(MOST_NAMED).map(key -> "'" + key + "'").toList());
    return keys.size() > MOST_NAMED
        ? first + " and " + (keys.size() - MOST_NAMED) + " more"
        : first;
  }
}
