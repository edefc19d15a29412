package io.passthrough.core.url;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.registry.NearestName;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hash map from the logical names of one release to the URLs of its assets, for pages that are
 * rendered on a server. Immutable, so it may be shared between threads; a look-up takes the same
 * time for any number of assets.
 */
public final class ReleaseUrls {

  private final Map<String, ManifestAsset> names;
  private final AssetUrls urls;
  private final @Nullable BaseUrl cdn;

  private ReleaseUrls(Map<String, ManifestAsset> names, AssetUrls urls, @Nullable BaseUrl cdn) {
    this.names = names;
    this.urls = urls;
    this.cdn = cdn;
  }

  /**
   * Indexes the assets of a release by their logical names, and by their keys where no logical name
   * is in the way.
   *
   * @param assets the release's assets
   * @param urls where keys lie in the URL space of this host
   * @return the URLs, of this host
   */
  public static ReleaseUrls of(Collection<ManifestAsset> assets, AssetUrls urls) {
    List<ManifestAsset> sorted =
        assets.stream()
            .sorted(Comparator.comparing(ManifestAsset::kind).thenComparing(ManifestAsset::key))
            .toList();
    Map<String, ManifestAsset> names = new HashMap<>();
    sorted.forEach(asset -> asset.logical().forEach(name -> names.putIfAbsent(name, asset)));
    sorted.forEach(asset -> names.putIfAbsent(asset.key().value(), asset));
    return new ReleaseUrls(names, urls, null);
  }

  /**
   * Returns the same names with URLs of a CDN. What the CDN's origin has not under a key of its own
   * keeps its URL of this host.
   *
   * @param base what stands before the URL path of every asset
   * @return URLs that share the index of these
   */
  public ReleaseUrls through(BaseUrl base) {
    return new ReleaseUrls(names, urls, base);
  }

  /**
   * Finds an asset by its name.
   *
   * @param name a logical name such as {@code css/style.css}, or a key; a {@code /} or {@code ./}
   *     in front of it is passed over
   * @return the asset's URL, or empty when the release knows no such name
   */
  public Optional<AssetUrl> find(String name) {
    return Optional.ofNullable(names.get(plain(name))).map(this::url);
  }

  /**
   * Finds the asset that takes the place of an unversioned URL.
   *
   * @param urlPath a decoded URL path, without query and without what a server has in front of the
   *     mount
   * @return the asset's URL, or empty when the path does not lie under the base or the release
   *     knows no such name there
   */
  public Optional<AssetUrl> findPath(String urlPath) {
    return urls.underBase(urlPath).map(names::get).map(this::url);
  }

  /**
   * Finds the name that a misspelt one is nearest to. It compares all names, so it is for a message
   * and not for each request; {@link MissingNames} asks once for each name.
   *
   * @param name a name that the release does not know
   * @return the nearest, or empty when none is near
   */
  public Optional<String> nearest(String name) {
    return NearestName.of(plain(name), names.keySet());
  }

  /**
   * Returns whether there is no name at all, as where the root could not be scanned.
   *
   * @return whether every look-up is empty
   */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  private static String plain(String name) {
    int start = name.startsWith("./") ? 2 : 0;
    while (start < name.length() && name.charAt(start) == '/') {
      start++;
    }
    return name.substring(start);
  }

  private AssetUrl url(ManifestAsset asset) {
    boolean fingerprinted = asset.kind() == AssetKind.FINGERPRINTED;
    Optional<String> integrity = fingerprinted ? Optional.of(integrity(asset)) : Optional.empty();
    return new AssetUrl(asset.key(), url(asset.key(), asset.kind()), fingerprinted, integrity);
  }

  private String url(AssetKey key, AssetKind kind) {
    if (cdn == null || (cdn.origin() == BaseUrl.Origin.STORE && kind == AssetKind.MUTABLE)) {
      return urls.encodedPath(key);
    }
    return cdn.of(key, urls).toString();
  }

  private static String integrity(ManifestAsset asset) {
    return asset.integrity().orElseGet(() -> integrity(asset.sha256()));
  }

  private static String integrity(Sha256 sha256) {
    return "sha256-" + Base64.getEncoder().encodeToString(sha256.bytes());
  }
}
