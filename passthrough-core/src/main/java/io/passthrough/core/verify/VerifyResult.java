package io.passthrough.core.verify;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a verification found.
 *
 * @param release the release
 * @param assets how many assets it has
 * @param urls what was found through each base URL, in their order
 * @param warnings what should be known of the records, one sentence each
 * @param duration how long it took
 */
public record VerifyResult(
    ReleaseName release,
    int assets,
    List<UrlResult> urls,
    List<String> warnings,
    Duration duration) {

  /**
   * Copies the lists.
   *
   * @param release the release
   * @param assets how many assets it has
   * @param urls what was found through each base URL
   * @param warnings what should be known of the records
   * @param duration how long it took
   */
  public VerifyResult {
    urls = List.copyOf(urls);
    warnings = List.copyOf(warnings);
  }

  /**
   * Returns everything that must not be, of all base URLs.
   *
   * @return empty when the release is verified
   */
  public List<VerifyFailure> failures() {
    return urls.stream().flatMap(url -> url.failures().stream()).toList();
  }

  /**
   * Returns what is allowed and should be known, of the records and of all base URLs.
   *
   * @return one sentence each
   */
  public List<String> allWarnings() {
    return Stream.concat(warnings.stream(), urls.stream().flatMap(url -> url.warnings().stream()))
        .toList();
  }
}
