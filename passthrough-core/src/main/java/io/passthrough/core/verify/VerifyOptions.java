package io.passthrough.core.verify;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.registry.Secrets;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.BaseUrl;
import io.passthrough.core.url.BaseUrl.Origin;
import java.time.Duration;
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

  /**
   * Makes the options of a configuration.
   *
   * @param configuration the configuration
   * @param via the base URLs, each as what the configuration says it is; none for all of the
   *     configuration
   * @param headers what goes with every request
   * @param total how long all may take
   * @return the options
   * @throws PassthroughException when there is no base URL, or one is illegal
   */
  public static VerifyOptions of(
      PassthroughConfig configuration,
      List<String> via,
      List<RequestHeader> headers,
      Duration total) {
    List<BaseUrl> known = configuration.publish().verify();
    return new VerifyOptions(
        via.isEmpty() ? known : via.stream().map(text -> url(text, known)).toList(),
        headers,
        VerifyLimits.DEFAULT
            .withConcurrency(configuration.publish().concurrency())
            .withTotal(total),
        configuration.gateway().urls(),
        configuration.gateway().cors());
  }

  /** Takes a URL for what the configuration says it is. */
  private static BaseUrl url(String text, List<BaseUrl> known) {
    BaseUrl url =
        BaseUrl.parse(text, Origin.GATEWAY)
            .orElseThrow(
                () ->
                    new PassthroughException(
                        Kind.INPUT,
                        "Illegal URL: '" + Secrets.masked(text) + "'",
                        "use an http or https URL without user, query and fragment, such as"
                            + " https://cdn.example.com"));
    return known.stream().filter(each -> each.uri().equals(url.uri())).findFirst().orElse(url);
  }
}
