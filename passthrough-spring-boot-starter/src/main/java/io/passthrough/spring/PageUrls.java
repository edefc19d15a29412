package io.passthrough.spring;

import io.passthrough.api.MediaTypes;
import io.passthrough.core.url.AssetUrl;
import io.passthrough.core.url.MissingNames;
import io.passthrough.core.url.ReleaseUrls;
import io.passthrough.core.url.RequestPath;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * URLs and integrity of the application's own assets, for templates: a bean, and an attribute of
 * every request, of the name {@code passthrough}. A name that the release lacks gives its
 * unversioned URL, and is logged once. Thread-safe.
 */
public final class PageUrls {

  private static final int MOST_REPORTED = 20;

  private static final Log LOG = LogFactory.getLog(PageUrls.class);

  private final ServedApplication application;
  private final String prefix;
  private final MissingNames missing = new MissingNames();
  private final Queue<String> reported = new ConcurrentLinkedQueue<>();

  /**
   * Makes the bean.
   *
   * @param application what is served
   * @param prefix the context path and the servlet's path
   */
  PageUrls(ServedApplication application, String prefix) {
    this.application = application;
    this.prefix = prefix;
  }

  /**
   * Returns the URL of an asset.
   *
   * @param name a logical name such as {@code main.js}, a key, or an unversioned URL path such as
   *     {@code /static/main.js}
   * @return the URL behind the CDN where one is configured, else a path with the context path
   */
  public String url(String name) {
    return find(name)
        .map(it -> full(it.url()))
        .orElseGet(() -> full(name.startsWith("/") ? name : base() + name));
  }

  /**
   * Returns the integrity of an asset (Subresource Integrity).
   *
   * @param name as for {@link #url}
   * @return the value of the attribute, or null where there is none to promise, so that a template
   *     leaves the attribute out
   */
  public @Nullable String integrity(String name) {
    return find(name).flatMap(AssetUrl::integrity).orElse(null);
  }

  private Optional<AssetUrl> find(String name) {
    Optional<AssetUrl> found = urls().findPath(name).or(() -> urls().find(name));
    if (found.isEmpty()) {
      report(name);
    }
    return found;
  }

  /**
   * Rewrites a URL of a page.
   *
   * @param url as a template renders it, with the context path
   * @return the URL of the asset that it names, or empty for any other URL
   */
  Optional<String> rewrite(String url) {
    int end = endOfPath(url);
    return path(url.substring(0, end)).flatMap(this::findPath).map(it -> it + url.substring(end));
  }

  private Optional<String> findPath(String path) {
    Optional<AssetUrl> found = urls().findPath(path);
    if (found.isEmpty() && isAsset(path)) {
      report(path);
    }
    return found.map(it -> full(it.url()));
  }

  private static int endOfPath(String url) {
    int end = 0;
    while (end < url.length() && "?#;".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private Optional<String> path(String encoded) {
    if (encoded.startsWith("//")) {
      return Optional.empty();
    }
    return application
        .targets()
        .withinApplication(encoded, prefix)
        .flatMap(RequestPath::parse)
        .map(RequestPath::path);
  }

  private String full(String url) {
    return url.startsWith("/") ? application.targets().full(url, prefix) : url;
  }

  private ReleaseUrls urls() {
    return application.host().service().urls();
  }

  /** Returns the URL path under which assets lie, within the application. */
  String baseWithin() {
    return application.base(prefix);
  }

  private String base() {
    return application.config().gateway().assets().base();
  }

  private boolean isAsset(String path) {
    return path.startsWith(base())
        && MediaTypes.ofName(path).filter(type -> !type.startsWith("text/html")).isPresent();
  }

  private void warn(String sentence) {
    LOG.warn(sentence);
    if (reported.size() < MOST_REPORTED) {
      reported.add(sentence);
    }
  }

  /** Returns what was logged of names that the release lacks, the first ones. */
  List<String> reported() {
    return List.copyOf(reported);
  }

  /** With the base {@code /} a path may be anything's, unless it is nearly an asset's. */
  private void report(String name) {
    ReleaseUrls urls = urls();
    if (urls.isEmpty()) {
      return;
    }
    String key = name.startsWith(base()) ? name.substring(base().length()) : name;
    missing
        .report(key, urls)
        .filter(sentence -> base().length() > 1 || urls.nearest(key).isPresent())
        .ifPresent(this::warn);
  }
}
