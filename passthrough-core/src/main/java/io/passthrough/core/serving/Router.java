package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.api.MediaTypes;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.RequestPath;
import io.passthrough.core.url.UrlPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request, by its path and by whether it is a navigation. */
final class Router {

  private static final String WELL_KNOWN = "/.well-known/";
  private static final Pattern HTML =
      Pattern.compile("(^|,)\\s*text/html\\s*(;(?!\\s*q=0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

  private final AssetUrls urls;
  private final boolean routableStaticPath;
  private final List<String> spaExclude;
  private final boolean fallback;

  /**
   * Makes a router.
   *
   * @param config what serves
   * @param fallback whether there is a store
   */
  Router(GatewayConfig config, boolean fallback) {
    this.urls = config.urls();
    this.routableStaticPath = config.assets().routableStaticPath();
    this.spaExclude = config.spaExclude();
    this.fallback = fallback;
  }

  /**
   * Returns whether a request is for a page: it accepts HTML by name, or the browser says so (Fetch
   * Metadata).
   */
  static boolean isNavigation(RequestFields fields) {
    @Nullable String accept = fields.accept();
    return "document".equals(fields.fetchDestination())
        || (accept != null && HTML.matcher(accept.toLowerCase(Locale.ROOT)).find());
  }

  /** Finds the route of a target. */
  Route route(RequestPath target, boolean navigation, RootIndex index) {
    String path = target.path();
    if (target.encodedSlash()) {
      return navigation && !isAssetSpace(path) ? page(path, index) : new Route.Illegal();
    }
    LocalFile file = index.files().get(path);
    if (file != null && !file.gaveWay()) {
      return new Route.Local(file);
    }
    String moved = index.moved().get(path);
    if (moved != null) {
      String query = UrlPath.encodeQuery(target.query());
      return new Route.Moved(query.isEmpty() ? moved : moved + "?" + query);
    }
    if (hasDotName(path) || index.codings().contains(path)) {
      return new Route.Missing();
    }
    return absent(path, navigation, index);
  }

  private Route absent(String path, boolean navigation, RootIndex index) {
    Route.Here otherwise = navigation && isPagePath(path) ? page(path, index) : new Route.Missing();
    Optional<AssetKey> key = fallback ? urls.key(path) : Optional.empty();
    if (key.isEmpty()) {
      return otherwise;
    }
    boolean ask = isAssetSpace(path) && !(otherwise instanceof Route.Local);
    return new Route.Fallback(key.get(), ask ? Optional.empty() : Optional.of(otherwise));
  }

  /** Returns whether a path without a file may be a page's. */
  private boolean isPagePath(String path) {
    if (MediaTypes.ofName(path).isPresent()) {
      return false;
    }
    boolean routable = routableStaticPath && MediaTypes.extension(path).isEmpty();
    return !isAssetSpace(path) || routable;
  }

  private Route.Here page(String path, RootIndex index) {
    boolean excluded =
        path.startsWith(WELL_KNOWN)
            || !path.startsWith(urls.mount())
            || spaExclude.stream().anyMatch(prefix -> (path + "/").startsWith(prefix));
    return excluded
        ? new Route.Missing()
        : index.page().<Route.Here>map(Route.Local::new).orElseGet(Route.Missing::new);
  }

  /** Returns whether only an asset can be meant: with base {@code /} the extension tells. */
  private boolean isAssetSpace(String path) {
    return urls.isUnderBase(path)
        && (urls.base().length() > 1 || MediaTypes.ofName(path).isPresent());
  }

  /** Dot names belong to nobody, but for the registered one (RFC 8615). */
  private static boolean hasDotName(String path) {
    String rest = path.startsWith(WELL_KNOWN) ? path.substring(WELL_KNOWN.length() - 1) : path;
    return rest.contains("/.");
  }
}
