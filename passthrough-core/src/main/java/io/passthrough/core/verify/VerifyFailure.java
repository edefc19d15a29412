package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import java.net.URI;
import java.util.Optional;

/**
 * What a URL must not answer.
 *
 * @param key the asset that was asked for; empty for what is no asset
 * @param url the URL that was asked for
 * @param expected what was expected
 * @param actual what came
 * @param cause the likely cause and what to do, in one sentence without a full stop
 */
public record VerifyFailure(
    Optional<AssetKey> key, URI url, String expected, String actual, String cause) {

  /**
   * Returns it for people: a line for each component.
   *
   * @return the lines, without a line break at the end
   */
  public String text() {
    return String.join(
        "\n  ",
        "Failed: " + key.map(AssetKey::value).orElse(url.toString()),
        "url       " + url,
        "expected  " + expected,
        "actual    " + actual,
        "cause     " + cause);
  }
}
