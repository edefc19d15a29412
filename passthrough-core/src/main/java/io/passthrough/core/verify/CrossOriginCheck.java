package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.config.CorsConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Gets an asset as a page of another origin does, after it was asked for without an origin: a cache
 * that has kept that answer may give it to all (the CORS protocol of the Fetch standard, section
 * 3.2).
 *
 * @param check the check of the asset itself
 * @param cors whose pages must be able to load it
 */
record CrossOriginCheck(AssetCheck check, CorsConfig cors) implements UrlCheck {

  private static final String ALLOWED = "access-control-allow-origin";

  /** An origin that nobody lists: its name cannot be registered (RFC 2606). */
  private static final String STRANGER = "https://passthrough-verify.invalid";

  @Override
  public Optional<AssetKey> key() {
    return check.key();
  }

  @Override
  public URI url() {
    return check.url();
  }

  @Override
  public void run(ProbeClient client, CheckNotes notes) {
    check.run(client, notes);
    if (notes.failures().isEmpty()) {
      cors.origins().forEach(origin -> ask(origin, client, notes));
    }
  }

  private void ask(String configured, ProbeClient client, CheckNotes notes) {
    boolean isAny = configured.equals(CorsConfig.ANY);
    String origin = isAny ? STRANGER : configured;
    ProbeRequest request =
        ProbeRequest.get(url(), check.asset().maxSize())
            .accepting(AssetCheck.CHROMIUM)
            .with("Origin", origin);
    ProbeResponse response = client.get(request);
    if (response.status() != 200 || !allows(origin, response)) {
      notes.fail(mismatch(request, response, client));
    } else if (!isForAll(response) && !varies(response)) {
      notes.warn("names one origin without Vary: Origin, so caches give it to pages of others");
    }
  }

  private boolean allows(String origin, ProbeResponse response) {
    boolean isNamed = response.field(ALLOWED).filter(origin::equals).isPresent();
    return cors.credentials()
        ? isNamed
            && response.field("access-control-allow-credentials").filter("true"::equals).isPresent()
        : isNamed || isForAll(response);
  }

  private static boolean isForAll(ProbeResponse response) {
    return response.field(ALLOWED).filter(CorsConfig.ANY::equals).isPresent();
  }

  private static boolean varies(ProbeResponse response) {
    return response.list("vary").stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals("*") || name.equals("origin"));
  }

  private Mismatch mismatch(ProbeRequest request, ProbeResponse response, ProbeClient client) {
    String origin = String.valueOf(request.fields().get("Origin"));
    ProbeResponse past = client.get(CacheBuster.past(request));
    String cause =
        past.status() == 200 && allows(origin, past)
            ? "the CDN keeps an answer to a request without Origin, or to another one: let it"
                + " pass Origin on and respect Vary: Origin, and purge this URL"
            : "browsers refuse module scripts and fonts on pages of this origin: let the bucket, or"
                + " what stands before the gateway, allow it";
    return new Mismatch(expected(origin), actual(response), cause);
  }

  private String expected(String origin) {
    return cors.credentials()
        ? "Access-Control-Allow-Origin " + origin + ", and Allow-Credentials true"
        : "Access-Control-Allow-Origin " + origin + " or " + CorsConfig.ANY;
  }

  private String actual(ProbeResponse response) {
    String allowed =
        response
            .field(ALLOWED)
            .map(value -> "Access-Control-Allow-Origin " + value)
            .orElse("no Access-Control-Allow-Origin");
    String status = response.status() == 200 ? "" : "status " + response.status() + ", ";
    String credentials =
        response.field("access-control-allow-credentials").isPresent() || !cors.credentials()
            ? ""
            : ", no Access-Control-Allow-Credentials";
    return status + allowed + credentials;
  }
}
