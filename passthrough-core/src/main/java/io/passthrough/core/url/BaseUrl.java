package io.passthrough.core.url;

import io.passthrough.api.AssetKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL under which a frontend is reachable, such as a CDN's: what stands before the path of every
 * asset.
 *
 * @param uri http or https, with a host and no query, user or slash at its end
 * @param origin what answers behind it
 */
public record BaseUrl(URI uri, Origin origin) {

  private static final Pattern HTTP = Pattern.compile("(?i)https?");

  /** What answers behind a base URL, at once or where a CDN has not what it is asked for. */
  public enum Origin {
    /** A gateway, or an application that answers like one: mutable names, pages and codings too. */
    GATEWAY,
    /** The container of the store itself: fingerprinted assets and companions, by their keys. */
    STORE
  }

  /**
   * Parses a base URL.
   *
   * @param text such as {@code https://cdn.example.com/shop}
   * @param origin what answers behind it
   * @return the base URL, or empty when the text is none
   */
  public static Optional<BaseUrl> parse(String text, Origin origin) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      return isBase(uri) ? Optional.of(new BaseUrl(uri, origin)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase(URI uri) {
    return uri.getScheme() != null
        && HTTP.matcher(uri.getScheme()).matches()
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /**
   * Returns the URL of an asset.
   *
   * @param key the asset's key
   * @param urls where keys lie in the URL space of a gateway
   * @return the URL
   */
  public URI of(AssetKey key, AssetUrls urls) {
    return switch (origin) {
      case GATEWAY -> at(urls.encodedPath(key));
      case STORE -> at("/" + UrlPath.encode(key.value()));
    };
  }

  /**
   * Returns a URL below this one.
   *
   * @param encodedPath a path that begins with a slash, encoded, perhaps with a query
   * @return the URL
   */
  public URI at(String encodedPath) {
    return URI.create(uri + encodedPath);
  }

  /** Returns the URL. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
