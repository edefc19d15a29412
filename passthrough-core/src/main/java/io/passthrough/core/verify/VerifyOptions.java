package io.passthrough.core.verify;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.BaseUrl;
import java.util.List;

/**
 * Where a release is verified, and how.
 *
 * @param urls the base URLs, at least one, each once
 * @param headers what goes with every request
 * @param limits what it may cost
 * @param assets where keys lie in the URL space of a gateway
 * @param cors which pages of other origins must be able to load the assets
 */
public record VerifyOptions(
    List<BaseUrl> urls,
    List<RequestHeader> headers,
    VerifyLimits limits,
    AssetUrls assets,
    CorsConfig cors) {

  /**
   * Copies the lists.
   *
   * @param urls the base URLs
   * @param headers what goes with every request
   * @param limits what it may cost
   * @param assets where keys lie in the URL space of a gateway
   * @param cors which pages of other origins must be able to load the assets
   * @throws PassthroughException when there is no base URL
   */
  public VerifyOptions {
    urls = urls.stream().distinct().toList();
    headers = List.copyOf(headers);
    if (urls.isEmpty()) {
      throw new PassthroughException(
          Kind.INPUT,
          "There is no URL to verify the release through",
          "name one with --via, or under publish.verify in the configuration");
    }
  }
}
