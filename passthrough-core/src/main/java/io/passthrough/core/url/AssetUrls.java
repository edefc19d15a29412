package io.passthrough.core.url;

import io.passthrough.api.AssetKey;
import java.util.Optional;

/**
 * The mapping between URL paths, files of a root and keys: URL = mount + path under the root; key =
 * URL minus base. It holds in both directions. URL paths are decoded here but where it says
 * otherwise.
 *
 * @param mount the URL path at which the root is mounted, beginning and ending with {@code /}
 * @param base the URL path under which assets lie, beginning and ending with {@code /}
 */
public record AssetUrls(String mount, String base) {

  /** The whole URL space is the root's, and every file is an asset. */
  public static final AssetUrls ROOT = new AssetUrls("/", "/");

  /**
   * Checks both paths.
   *
   * @param mount the URL path at which the root is mounted
   * @param base the URL path under which assets lie
   * @throws IllegalArgumentException when a path does not begin and end with {@code /}
   */
  public AssetUrls {
    if (!isFolder(mount) || !isFolder(base)) {
      throw new IllegalArgumentException(
          "Mount and base must begin and end with a slash: '" + mount + "', '" + base + "'");
    }
  }

  private static boolean isFolder(String path) {
    return path.startsWith("/") && path.endsWith("/");
  }

  /**
   * Returns the URL path of a file.
   *
   * @param file a path under the root, without a leading {@code /}
   * @return the URL path, not encoded
   */
  public String urlPath(String file) {
    return mount + file;
  }

  /**
   * Returns whether a URL path lies under the base.
   *
   * @param urlPath a URL path
   * @return whether the rest of it may be a key
   */
  public boolean isUnderBase(String urlPath) {
    return urlPath.startsWith(base);
  }

  /**
   * Returns what follows the base, whether it is a legal key or not.
   *
   * @param urlPath a URL path
   * @return the rest, or empty when the path does not lie under the base
   */
  public Optional<String> underBase(String urlPath) {
    return isUnderBase(urlPath) ? Optional.of(urlPath.substring(base.length())) : Optional.empty();
  }

  /**
   * Returns the key that a URL path names.
   *
   * @param urlPath a URL path
   * @return the key, or empty when the path does not lie under the base or the rest is no legal key
   */
  public Optional<AssetKey> key(String urlPath) {
    return underBase(urlPath).flatMap(AssetKey::parse);
  }

  /**
   * Returns the URL path of a key as it stands in a URL.
   *
   * @param key a key
   * @return the path, encoded
   */
  public String encodedPath(AssetKey key) {
    return UrlPath.encode(base + key.value());
  }

  /**
   * Returns the folder of the root in which assets lie.
   *
   * @return the folder's path with a {@code /} at its end, or empty when the base holds all of the
   *     root
   */
  public String assetFolder() {
    return base.startsWith(mount) ? base.substring(mount.length()) : "";
  }
}
