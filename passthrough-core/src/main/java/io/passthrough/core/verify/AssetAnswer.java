package io.passthrough.core.verify;

import io.passthrough.core.record.CacheControl;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.url.BaseUrl.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An answer for an asset beside what it must be.
 *
 * @param asset what is expected
 * @param request the request
 * @param response the answer
 * @param origin what answers behind the URL
 */
record AssetAnswer(
    ExpectedAsset asset, ProbeRequest request, ProbeResponse response, Origin origin) {

  private static final String HTML_INSTEAD =
      "a page comes in place of the asset: a login page (pass --header), or one that answers every"
          + " unknown path";

  /** Finds the first difference. */
  Optional<Mismatch> fault() {
    return status().or(this::coding).or(this::content).or(this::type).or(this::caching);
  }

  private Optional<Mismatch> status() {
    if (response.status() == 200) {
      return Optional.empty();
    }
    String more = Redirects.isOne(response) ? ", to " + Redirects.shown(response) : "";
    return mismatch("status 200", "status " + response.status() + more, cause());
  }

  private String cause() {
    if (Redirects.isOne(response)) {
      return "redirects to another host or in a circle are not followed: verify through the URL"
          + " that browsers use";
    }
    return switch (response.status()) {
      case 401, 403 ->
          "access is refused: pass --header where the host is behind access control, or let the"
              + " bucket's objects be read";
      case 404, 410 -> "the origin does not have it: is this URL's origin on this store and base?";
      case 429 -> "the server limits how often it is asked: lower publish.concurrency";
      default ->
          response.status() >= 500
              ? "the origin or what stands before it fails: see its log"
              : "what answers there is not meant for assets";
    };
  }

  private Optional<Mismatch> coding() {
    List<String> asked = Arrays.asList(request.codings().split(", "));
    if (response.status() != 200 || asked.containsAll(response.codings())) {
      return Optional.empty();
    }
    return mismatch(
        "a content coding of: " + request.codings(),
        "Content-Encoding " + String.join(", ", response.codings()),
        "a cache keeps one coding for all browsers: let it respect Vary: Accept-Encoding");
  }

  private Optional<Mismatch> content() {
    Optional<ContentId> content = response.body().content();
    if (content.filter(asset.contents()::contains).isPresent()) {
      return Optional.empty();
    }
    boolean isPage = response.isHtml() && !asset.isHtml();
    return mismatch(
        asset.own().size() + " bytes, " + ReadBody.shown(asset.own()),
        response.body().text() + (isPage ? ", text/html" : ""),
        isPage ? HTML_INSTEAD : contentCause(content));
  }

  private String contentCause(Optional<ContentId> content) {
    if (content.isEmpty()) {
      return "the body is damaged or another file's: see what proxy or CDN do to bodies";
    }
    return content.get().size() < asset.own().size()
        ? "the file is cut short or another one: it was copied in part, or a CDN keeps old bytes"
        : "the file was changed after it was published, or a CDN keeps old bytes or rewrites files";
  }

  private Optional<Mismatch> type() {
    if (MediaType.isSame(response.type(), asset.type())) {
      return Optional.empty();
    }
    return mismatch(
        "Content-Type " + asset.type(),
        response.type().isEmpty() ? "no Content-Type" : "Content-Type " + response.type(),
        response.isHtml() ? HTML_INSTEAD : "a proxy or CDN guesses types: let it pass them on");
  }

  private Optional<Mismatch> caching() {
    return new CachingRules(asset, CacheDirectives.of(response)).fault(response, origin);
  }

  /** Returns what is allowed and should be known, each as the end of a sentence about the URL. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (asset.isImmutable() && !CacheDirectives.of(response).has("immutable")) {
      warnings.add(
          "is not called immutable: browsers ask again at a reload; '"
              + CacheControl.IMMUTABLE.value()
              + "' is meant");
    }
    if (!response.codings().isEmpty() && !response.variesByCoding()) {
      warnings.add("comes in a coding without Vary: Accept-Encoding, so caches mix codings up");
    }
    return warnings;
  }

  private static Optional<Mismatch> mismatch(String expected, String actual, String cause) {
    return Optional.of(new Mismatch(expected, actual, cause));
  }
}
