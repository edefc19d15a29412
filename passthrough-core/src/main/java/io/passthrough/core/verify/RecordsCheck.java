package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.url.BaseUrl.Origin;
import java.net.URI;
import java.util.Optional;

/**
 * Asks for a record, which nobody may read over HTTP.
 *
 * @param url the URL of a record that is in the store
 * @param origin what answers behind it
 */
record RecordsCheck(URI url, Origin origin) implements UrlCheck {

  private static final long BYTES = 1 << 10;

  @Override
  public Optional<AssetKey> key() {
    return Optional.empty();
  }

  @Override
  public void run(ProbeClient client, CheckNotes notes) {
    ProbeResponse response = client.get(ProbeRequest.get(url, BYTES));
    if (response.status() != 403 && response.status() != 404) {
      notes.fail(
          new Mismatch(
              "403 or 404 below .passthrough/", "status " + response.status(), cause(response)));
    }
  }

  private String cause(ProbeResponse response) {
    if (response.isHtml()) {
      return "a page answers every path: let what is missing be 404";
    }
    return origin == Origin.STORE
        ? "the records of all releases are public: refuse this path in the CDN or by the bucket's"
            + " policy, or keep them in a store of their own with 'gateway.assets.records'"
        : "what answers there is no gateway: refuse this path";
  }
}
