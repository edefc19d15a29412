package io.passthrough.core.verify;

import io.passthrough.api.manifest.AssetKind;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.url.BaseUrl.Origin;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an asset may be kept by its answer.
 *
 * @param asset what is expected
 * @param directives what the answer says
 */
record CachingRules(ExpectedAsset asset, CacheDirectives directives) {

  /** What is kept shorter is loaded again by users who come back the next day. */
  private static final Duration LONG = Duration.ofDays(1);

  /** How long users may see an old page after a rollout, at most. */
  static final Duration LONGEST_PAGE = Duration.ofMinutes(10);

  Optional<Mismatch> fault(ProbeResponse response, Origin origin) {
    if (asset.isImmutable()) {
      return shortLived(response);
    }
    boolean isStored = origin == Origin.STORE && asset.kind() == AssetKind.FINGERPRINTED;
    if (directives.has("immutable") && !isStored) {
      return mismatch(
          "Cache-Control without immutable, as the name does not promise the bytes",
          response,
          "a proxy or CDN calls everything immutable: browsers keep the old bytes for good");
    }
    return asset.kind() == AssetKind.MUTABLE ? longLived(response) : Optional.empty();
  }

  private Optional<Mismatch> shortLived(ProbeResponse response) {
    if (!directives.forbidsReuse() && directives.browserSeconds() >= LONG.toSeconds()) {
      return Optional.empty();
    }
    return mismatch(
        "Cache-Control " + CacheControl.IMMUTABLE.value(),
        response,
        "a proxy or CDN sets its own Cache-Control, or the host's own file has other bytes than"
            + " the release: browsers load it again and again");
  }

  private Optional<Mismatch> longLived(ProbeResponse response) {
    Duration longest = asset.isHtml() ? LONGEST_PAGE : LONG;
    Optional<Mismatch> page = asset.isHtml() ? keptPage(directives, response) : Optional.empty();
    boolean isKept = directives.lifetimeSeconds().orElse(0L) > longest.toSeconds();
    return page.or(
        () ->
            isKept
                ? mismatch(
                    "Cache-Control " + CacheControl.REVALIDATED.value(),
                    response,
                    "a proxy or CDN lets what changes with each release be kept for long")
                : Optional.empty());
  }

  /** Finds out whether a page may be kept, so that it names assets of a release long gone. */
  static Optional<Mismatch> keptPage(CacheDirectives directives, ProbeResponse response) {
    Optional<Long> lifetime = directives.lifetimeSeconds();
    boolean isUntold =
        lifetime.isEmpty() && response.field("expires").isEmpty() && response.status() == 200;
    if (!isUntold && lifetime.orElse(0L) <= LONGEST_PAGE.toSeconds() && !expiresLate(response)) {
      return Optional.empty();
    }
    return mismatch(
        "Cache-Control " + CacheControl.REVALIDATED.value() + " for a page",
        response,
        "browsers or the CDN keep the page, which then names assets of a release long gone");
  }

  private static boolean expiresLate(ProbeResponse response) {
    CacheDirectives directives = CacheDirectives.of(response);
    return directives.lifetimeSeconds().isEmpty()
        && HttpTimes.lifetime(response).filter(it -> it.compareTo(LONGEST_PAGE) > 0).isPresent();
  }

  private static Optional<Mismatch> mismatch(
      String expected, ProbeResponse response, String cause) {
    String actual =
        response.field("cache-control").map(it -> "Cache-Control " + it).orElse("no Cache-Control");
    return Optional.of(new Mismatch(expected, actual, cause));
  }
}
