package io.passthrough.cli;

import io.passthrough.api.AssetKey;
import io.passthrough.core.verify.UrlResult;
import io.passthrough.core.verify.VerifyFailure;
import io.passthrough.core.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a verification found. */
record VerifyDocument(
    String release,
    boolean verified,
    int assets,
    long durationMillis,
    List<Url> urls,
    List<Fault> failures,
    List<String> warnings)
    implements Document {

  private static final int MOST_SHOWN = 20;

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

    String text() {
      return String.join(
          "\n  ",
          "Failed: " + (key == null ? url : key),
          "url       " + url,
          "expected  " + expected,
          "actual    " + actual,
          "cause     " + cause);
    }
  }

  static VerifyDocument of(VerifyResult result) {
    List<VerifyFailure> failures = result.failures();
    return new VerifyDocument(
        result.release().value(),
        failures.isEmpty(),
        result.assets(),
        result.duration().toMillis(),
        result.urls().stream().map(Url::of).toList(),
        failures.stream().map(Fault::of).toList(),
        Stream.concat(
                result.warnings().stream(),
                result.urls().stream().flatMap(url -> url.warnings().stream()))
            .toList());
  }

  @Override
  public String text() {
    List<String> parts = new ArrayList<>();
    failures.stream().limit(MOST_SHOWN).map(Fault::text).forEach(parts::add);
    if (failures.size() > MOST_SHOWN) {
      parts.add("… and " + (failures.size() - MOST_SHOWN) + " more failures; --json has all");
    }
    parts.add(table().toString());
    parts.add(
        verified
            ? "Verified release " + release + " in " + durationMillis + " ms"
            : "Release " + release + " is not verified: " + failures.size() + " failures");
    return String.join("\n", parts);
  }

  private Table table() {
    Table table = new Table(1, 2, 3, 4).row("url", "assets", "requests", "size", "failures");
    for (Url each : urls) {
      table.row(
          each.url(),
          Sizes.count(each.assets()),
          Sizes.count(each.requests()),
          Sizes.bytes(each.bytes()),
          Sizes.count(each.failures()));
    }
    return table;
  }
}
