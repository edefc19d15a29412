package io.passthrough.core.page;

import io.passthrough.api.MediaTypes;
import io.passthrough.core.url.AssetUrls;

/**
 * The division of the URL space into assets and pages, by path alone.
 *
 * @param urls where assets lie
 * @param routableStaticPath whether a path under the base without an extension may be a page's
 */
public record UrlSpace(AssetUrls urls, boolean routableStaticPath) {

  /**
   * Returns whether only an asset can be meant: with base {@code /} the extension tells.
   *
   * @param path a URL path
   * @return whether a file that is missing there is never a page
   */
  public boolean isAsset(String path) {
    return urls.isUnderBase(path) && (!isWholeSite() || MediaTypes.ofName(path).isPresent());
  }

  /**
   * Returns whether every path is under the base.
   *
   * @return whether assets and pages share one folder
   */
  public boolean isWholeSite() {
    return urls.base().length() == 1;
  }

  /**
   * Returns who may get a page at a path without a file.
   *
   * @param path a URL path
   * @return who may, if there is a page
   */
  public Audience audience(String path) {
    if (urls.isUnderBase(path) && !isWholeSite()) {
      boolean isPage = routableStaticPath && MediaTypes.extension(path).isEmpty();
      return isPage ? Audience.NAVIGATIONS : Audience.NOBODY;
    }
    return MediaTypes.ofName(path).isPresent() ? Audience.DOCUMENTS : Audience.NAVIGATIONS;
  }
}
