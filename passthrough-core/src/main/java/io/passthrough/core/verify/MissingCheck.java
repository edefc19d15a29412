package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.url.BaseUrl.Origin;
import java.net.URI;
import java.util.Optional;

/**
 * Asks twice for an asset that is in no release: its 404 must be one that nobody keeps, as the name
 * may be that of a release to come.
 *
 * @param url the URL of a made-up key
 * @param origin what answers behind it
 */
record MissingCheck(URI url, Origin origin) implements UrlCheck {

  private static final long BYTES = 64 << 10;

  @Override
  public Optional<AssetKey> key() {
    return Optional.empty();
  }

  @Override
  public void run(ProbeClient client, CheckNotes notes) {
    ProbeRequest request = ProbeRequest.get(url, BYTES);
    ProbeResponse first = client.get(request);
    Optional<Mismatch> fault = fault(first);
    if (fault.isPresent()) {
      notes.fail(fault.get());
      return;
    }
    if (first.status() == 403) {
      notes.warn("is refused, not missing: let who asks list the bucket, so that it answers 404");
    }
    client.pause(client.limits().probePause());
    ProbeResponse second = client.get(request);
    if (second.isFromCache() || second.status() == 200) {
      notes.fail(
          new Mismatch(
              "a 404 that no cache keeps, for an asset that is in no release",
              "the second ask is answered from a cache, with status " + second.status(),
              "a cached 404 outlives the publish of the asset: turn negative caching off"));
    }
  }

  private Optional<Mismatch> fault(ProbeResponse response) {
    boolean isMissing =
        response.status() == 404 || (origin == Origin.STORE && response.status() == 403);
    if (!isMissing) {
      return mismatch("404 for an asset that is in no release", response, other(response));
    }
    if (origin == Origin.STORE) {
      return Optional.empty();
    }
    if (response.isHtml()) {
      return mismatch(
          "404 that is no HTML, for an asset that is in no release",
          response,
          "an error page is sent for scripts too: pass the origin's own 404 on");
    }
    return mayBeKept(response)
        ? mismatch(
            "404 with Cache-Control no-store, for an asset that is in no release",
            response,
            "caches may keep the 404 beyond the publish of the asset: pass the origin's"
                + " Cache-Control on")
        : Optional.empty();
  }

  /** A 404 that says nothing may be kept by heuristics (RFC 9110, section 15.1). */
  private static boolean mayBeKept(ProbeResponse response) {
    return CacheDirectives.of(response).lifetimeSeconds().filter(it -> it == 0).isEmpty();
  }

  private static String other(ProbeResponse response) {
    if (response.isHtml() && response.status() == 200) {
      return "a page answers every unknown path: browsers fail with 'Unexpected token <', and keep"
          + " it";
    }
    return Redirects.isOne(response)
        ? "what is missing is redirected, such as to a login page: pass --header"
        : "what answers there hides what is missing: pass the origin's 404 on";
  }

  private static Optional<Mismatch> mismatch(
      String expected, ProbeResponse response, String cause) {
    String caching = response.field("cache-control").map(it -> ", Cache-Control " + it).orElse("");
    String type = response.type().isEmpty() ? "" : ", " + response.type();
    return Optional.of(
        new Mismatch(expected, "status " + response.status() + type + caching, cause));
  }
}
