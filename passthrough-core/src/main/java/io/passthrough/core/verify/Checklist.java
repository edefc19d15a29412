package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
import io.passthrough.core.url.UrlPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is asked through one base URL.
 *
 * @param url the base URL
 * @param release what it must have
 * @param cors which pages of other origins must be able to load it
 */
record Checklist(BaseUrl url, ExpectedRelease release, CorsConfig cors) {

  /** Below this size there is no part to ask for. */
  private static final int SMALLEST_SAMPLE = 2;

  /** Returns the assets that can be asked for there. */
  List<ExpectedAsset> assets() {
    return release.assets().stream()
        .filter(asset -> url.origin() == Origin.GATEWAY || asset.kind() != AssetKind.MUTABLE)
        .toList();
  }

  /** Returns all checks; those that pause come first. */
  List<UrlCheck> checks() {
    List<UrlCheck> checks = new ArrayList<>();
    checks.add(new MissingCheck(missing(), url.origin()));
    checks.add(new RecordsCheck(url.of(record(), release.urls()), url.origin()));
    if (url.origin() == Origin.GATEWAY) {
      checks.add(new PageCheck(url.at(UrlPath.encode(release.urls().mount())), release));
    }
    Set<AssetKind> sampled = EnumSet.noneOf(AssetKind.class);
    for (ExpectedAsset asset : assets()) {
      boolean isSample = asset.own().size() >= SMALLEST_SAMPLE && sampled.add(asset.kind());
      checks.add(check(asset, isSample));
    }
    return checks;
  }

  /** Returns the check of an asset; of a sample more is asked. */
  UrlCheck check(ExpectedAsset asset, boolean isSample) {
    AssetCheck check =
        new AssetCheck(asset, url.of(asset.key(), release.urls()), url.origin(), isSample);
    List<String> origins = isSample ? cors.origins() : cors.origins().stream().limit(1).toList();
    return origins.isEmpty()
        ? check
        : new CrossOriginCheck(check, new CorsConfig(origins, cors.credentials()));
  }

  private AssetKey record() {
    return AssetKey.of(StoreLayout.RELEASES + release.name() + "/manifest.json");
  }

  /** Makes up a name beside a fingerprinted one, of its own form. */
  private URI missing() {
    String like =
        release.assets().stream()
            .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
            .map(asset -> asset.key().value())
            .findFirst()
            .orElse("passthrough.js");
    String folder = like.substring(0, like.lastIndexOf('/') + 1);
    String extension =
        like.indexOf('.', folder.length()) < 0 ? "" : like.substring(like.lastIndexOf('.'));
    AssetKey key = AssetKey.of(folder + "missing-" + CacheBuster.token() + extension);
    return url.of(key, release.urls());
  }
}
