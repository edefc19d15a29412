package io.passthrough.core.serving;

import io.passthrough.api.AssetKey;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.page.Audience;
import io.passthrough.core.page.Navigation;
import io.passthrough.core.page.Page;
import io.passthrough.core.page.UrlSpace;
import io.passthrough.core.serving.Route.Unrecorded;
import io.passthrough.core.url.RequestPath;
import io.passthrough.core.url.UrlPath;
import java.util.Optional;

/**
 * Finds who answers a request, by its path and by what it says of where it will be shown: a pure
 * function of these and of the root's index.
 */
final class Router {

  private static final String WELL_KNOWN = "/.well-known/";

  private final UrlSpace space;
  private final boolean fallback;

  /**
   * Makes a router.
   *
   * @param config what serves
   * @param fallback whether there is a store
   */
  Router(GatewayConfig config, boolean fallback) {
    this.space = RootRules.space(config);
    this.fallback = fallback;
  }

  /** Returns whether only an asset can be meant by a path. */
  boolean isAsset(String path) {
    return space.isAsset(path);
  }

  /** Returns the key that a path names. */
  Optional<AssetKey> key(String path) {
    return space.urls().key(path);
  }

  /** Finds the route of a target. */
  Route route(RequestPath target, Navigation navigation, RootIndex index) {
    String path = target.path();
    if (target.encodedSlash()) {
      return encodedSlash(target, navigation, index);
    }
    LocalFile file = index.files().get(path);
    if (file != null && !file.gaveWay()) {
      return new Route.Local(file, index.pages().aliases().getOrDefault(path, path));
    }
    String moved = index.pages().redirects().get(path);
    if (moved != null) {
      String query = UrlPath.encodeQuery(target.query());
      return new Route.Moved(query.isEmpty() ? moved : moved + "?" + query);
    }
    if (hasDotName(path) || index.codings().contains(path)) {
      return new Route.Missing(Audience.NOBODY);
    }
    return absent(path, navigation, index);
  }

  /** An encoded slash names no file; it is harmless where a page answers all the same. */
  private Route encodedSlash(RequestPath target, Navigation navigation, RootIndex index) {
    String path = target.path();
    if (navigation == Navigation.NONE || space.isAsset(path)) {
      return new Route.Illegal();
    }
    String before = path.substring(0, target.firstEncodedSlash());
    return page(before, Audience.NAVIGATIONS, index)
        .<Route>map(it -> it)
        .orElseGet(() -> new Route.Missing(Audience.NOBODY));
  }

  private Route absent(String path, Navigation navigation, RootIndex index) {
    Audience audience = space.audience(path);
    Optional<Route.OwnPage> page = page(path, audience, index);
    if (page.isEmpty() || !audience.admits(navigation)) {
      return missing(path, page.isEmpty() ? Audience.NOBODY : audience);
    }
    if (!mayBeAsset(page.get())) {
      return orRecorded(path, new Unrecorded.Answer(page.get()), page.get());
    }
    boolean isAsset =
        space.urls().key(path).filter(key -> index.hasFingerprintedLike(key)).isPresent();
    return isAsset
        ? missing(path, Audience.NOBODY)
        : orRecorded(path, new Unrecorded.PageUnlessAsset(page.get()), page.get());
  }

  /** With base {@code /} a name with a file's extension may be an asset's that is elsewhere. */
  private boolean mayBeAsset(Route.OwnPage page) {
    return page.audience() == Audience.DOCUMENTS
        && space.isWholeSite()
        && page.page().rule() != Page.Rule.CLEAN_URL;
  }

  private Optional<Route.OwnPage> page(String path, Audience audience, RootIndex index) {
    return audience == Audience.NOBODY
        ? Optional.empty()
        : index
            .pages()
            .find(path)
            .map(page -> new Route.OwnPage(index.file(page.file()), page, audience));
  }

  private Route missing(String path, Audience others) {
    Route.Here missing = new Route.Missing(others);
    Unrecorded unrecorded =
        space.isAsset(path) ? new Unrecorded.Ask(others) : new Unrecorded.Answer(missing);
    return orRecorded(path, unrecorded, missing);
  }

  /** Goes to the store where there is one, and the path is that of a key. */
  private Route orRecorded(String path, Unrecorded unrecorded, Route.Here here) {
    Optional<AssetKey> key = fallback ? space.urls().key(path) : Optional.empty();
    return key.<Route>map(it -> new Route.Fallback(it, unrecorded)).orElse(here);
  }

  /** Dot names belong to nobody, but for the registered one (RFC 8615). */
  private static boolean hasDotName(String path) {
    String rest = path.startsWith(WELL_KNOWN) ? path.substring(WELL_KNOWN.length() - 1) : path;
    return rest.contains("/.");
  }
}
