package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import io.passthrough.core.report.VerifyReport;
import io.passthrough.core.verify.UrlResult;
import io.passthrough.core.verify.VerifyFailure;
import io.passthrough.core.verify.VerifyResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param result the result
 */
record VerifyDocument(VerifyResult result) implements Document {

  /** The same for programs. */
  record Json(
      String release,
      boolean verified,
      int assets,
      long durationMillis,
      List<Url> urls,
      List<Fault> failures,
      List<String> warnings) {

    static Json of(VerifyResult result) {
      List<VerifyFailure> failures = result.failures();
      return new Json(
          result.release().value(),
          failures.isEmpty(),
          result.assets(),
          result.duration().toMillis(),
          result.urls().stream().map(Url::of).toList(),
          failures.stream().map(Fault::of).toList(),
          result.allWarnings());
    }
  }

  /** What was found through one base URL. */
  record Url(
      String url,
      String origin,
      int assets,
      long requests,
      long bytes,
      long durationMillis,
      int failures) {

    static Url of(UrlResult result) {
      return new Url(
          result.url().toString(),
          result.url().origin().name().toLowerCase(Locale.ROOT),
          result.assets(),
          result.requests(),
          result.bytes(),
          result.duration().toMillis(),
          result.failures().size());
    }
  }

  /** What must not be. */
  record Fault(@Nullable String key, String url, String expected, String actual, String cause) {

    static Fault of(VerifyFailure failure) {
      return new Fault(
          failure.key().map(AssetKey::value).orElse(null),
          failure.url().toString(),
          failure.expected(),
          failure.actual(),
          failure.cause());
    }
  }

  @Override
  public Object json() {
    return Json.of(result);
  }

  @Override
  public String text() {
    return new VerifyReport(result).text("--json has all");
  }
}
