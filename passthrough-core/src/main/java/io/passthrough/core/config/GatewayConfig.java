package io.passthrough.core.config;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Path;

/**
 * What serves a release.
 *
 * @param listener where it listens
 * @param environment whose current release answers for mutable names that are not local
 * @param root the folder or archive of this release, absolute
 * @param mount the URL path at which the root is mounted, beginning and ending with {@code /}
 * @param spa what answers navigations that name no file
 * @param cors which pages of other origins may load the assets
 * @param assets what may come from a store
 */
public record GatewayConfig(
    ListenerConfig listener,
    EnvironmentName environment,
    Path root,
    String mount,
    SpaConfig spa,
    CorsConfig cors,
    AssetsConfig assets) {

  /**
   * Returns where assets lie in the URL space.
   *
   * @return the mapping between URLs, files and keys
   */
  public AssetUrls urls() {
    return new AssetUrls(mount, assets.base());
  }

  /**
   * Returns this with other assets.
   *
   * @param other what may come from a store
   * @return a copy
   */
  public GatewayConfig withAssets(AssetsConfig other) {
    return new GatewayConfig(listener, environment, root, mount, spa, cors, other);
  }

  /**
   * Returns this with another root.
   *
   * @param other the folder or archive, absolute
   * @return a copy
   */
  public GatewayConfig withRoot(Path other) {
    return new GatewayConfig(listener, environment, other, mount, spa, cors, assets);
  }

  /**
   * Returns this with other pages.
   *
   * @param other what answers navigations that name no file
   * @return a copy
   */
  public GatewayConfig withSpa(SpaConfig other) {
    return new GatewayConfig(listener, environment, root, mount, other, cors, assets);
  }

  /**
   * Returns this with another port.
   *
   * @param other the port, 0 to 65,535; 0 picks one
   * @return a copy
   */
  public GatewayConfig withPort(int other) {
    return new GatewayConfig(listener.withPort(other), environment, root, mount, spa, cors, assets);
  }
}
