package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.url.BaseUrl.Origin;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Gets an asset as browsers do, in each coding that they ask for, which also warms a CDN.
 *
 * @param asset what is expected
 * @param url the asset's URL
 * @param origin what answers behind it
 * @param isSample whether a range and a condition are asked for as well
 */
record AssetCheck(ExpectedAsset asset, URI url, Origin origin, boolean isSample)
    implements UrlCheck {

  /** What Chromium and Firefox send. */
  static final String CHROMIUM = "gzip, deflate, br, zstd";

  /**
   * What browsers send, exactly, as caches may keep an answer for each value: Chromium and Firefox;
   * Safari; any without TLS.
   */
  private static final List<String> BROWSERS =
      List.of(CHROMIUM, "gzip, deflate, br", "gzip, deflate");

  @Override
  public Optional<AssetKey> key() {
    return Optional.of(asset.key());
  }

  @Override
  public void run(ProbeClient client, CheckNotes notes) {
    for (String codings : BROWSERS) {
      ProbeRequest request = ProbeRequest.get(url, asset.maxSize()).accepting(codings);
      ProbeResponse response = client.get(request);
      AssetAnswer answer = new AssetAnswer(asset, request, response, origin);
      Optional<Mismatch> fault = answer.fault();
      if (fault.isPresent()) {
        notes.fail(new LikelyCause(client, answer).refine(fault.get()));
        return;
      }
      if (codings.equals(CHROMIUM)) {
        answer.warnings().forEach(notes::warn);
        sample(client, request, response, notes);
      }
      if (!mayVary(response)) {
        return;
      }
    }
  }

  private boolean mayVary(ProbeResponse response) {
    return !response.codings().isEmpty()
        || response.variesByCoding()
        || (origin == Origin.GATEWAY && MediaType.isCompressible(asset.type()));
  }

  private void sample(
      ProbeClient client, ProbeRequest request, ProbeResponse response, CheckNotes notes) {
    if (isSample) {
      ContentId content = response.body().content().orElse(asset.own());
      new ConditionCheck(request, response).run(client, notes);
      new RangeCheck(url, content.size(), response.body().start()).run(client, notes);
    }
  }
}
