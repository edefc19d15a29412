package io.passthrough.core.verify;

import io.passthrough.core.url.BaseUrl;
import java.time.Duration;
import java.util.List;

/**
 * What was found through one base URL.
 *
 * @param url the base URL
 * @param assets how many assets were asked for
 * @param requests how many requests were sent
 * @param bytes how many bytes of bodies were read, as they came
 * @param duration how long it took
 * @param failures what must not be
 * @param warnings what is allowed and should be known, one sentence each
 */
public record UrlResult(
    BaseUrl url,
    int assets,
    long requests,
    long bytes,
    Duration duration,
    List<VerifyFailure> failures,
    List<String> warnings) {

  /**
   * Copies the lists.
   *
   * @param url the base URL
   * @param assets how many assets were asked for
   * @param requests how many requests were sent
   * @param bytes how many bytes of bodies were read
   * @param duration how long it took
   * @param failures what must not be
   * @param warnings what should be known
   */
  public UrlResult {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }
}
