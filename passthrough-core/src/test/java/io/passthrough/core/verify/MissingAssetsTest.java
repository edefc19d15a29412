package io.passthrough.core.verify;

import static io.passthrough.core.verify.Answers.HTML;
import static io.passthrough.core.verify.Answers.bytes;
import static io.passthrough.core.verify.Answers.missing;
import static io.passthrough.core.verify.Answers.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an asset must be answered with that is in no release. */
final class MissingAssetsTest {

  private static final String RECORD = "/static/.passthrough/releases/v1/manifest.json";

  private final VerifiedSite site = VerifiedSite.start();

  @AfterEach
  void closeServer() {
    site.close();
  }

  private void missingIs(TestOrigin.Answer answer) {
    site.origin.at(RECORD, asked -> missing("Cache-Control: no-store"));
    site.origin.elsewhere(asked -> answer);
  }

  @Test
  void missing_pageForEverything_isAFailure() {
    missingIs(status(200, bytes(VerifiedSite.PAGE), HTML, Answers.NO_CACHE));

    VerifyFailure failure = site.failure();

    assertThat(failure.key()).isEmpty();
    assertThat(failure.expected()).startsWith("404");
    assertThat(failure.cause()).contains("Unexpected token");
  }

  @Test
  void missing_errorPage_isAFailure() {
    missingIs(status(404, bytes("<h1>404"), HTML, "Cache-Control: no-store"));

    assertThat(site.failure().expected()).contains("no HTML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Cache-Control: max-age=60", "Cache-Control: public, immutable", "X-Nothing: 1"})
  void missing_thatMayBeKept_isAFailure(String caching) {
    missingIs(missing(caching));

    assertThat(site.failure().expected()).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Age: 2",
        "X-Cache: HIT from edge",
        "Cache-Status: Edge; hit",
        "CF-Cache-Status: HIT"
      })
  void missing_secondAskFromACache_isAFailure(String sign) {
    site.origin.at(RECORD, asked -> missing("Cache-Control: no-store"));
    site.origin.elsewhere(
        Answers.first(
            List.of(
                asked -> missing("Cache-Control: no-store"),
                asked -> missing("Cache-Control: no-store", "Age: 0")),
            asked -> missing("Cache-Control: no-store", sign)));

    assertThat(site.failure().actual()).contains("from a cache");
  }

  @Test
  void missing_secondAskFromTheOriginThroughACache_isRight() {
    missingIs(missing("Cache-Control: no-store", "Age: 0", "X-Cache: MISS"));

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void missing_ofABucketWithoutCacheControl_isRight() {
    site.origin
        .at(
            "/bucket/" + VerifiedSite.APP,
            Answers.file(VerifiedSite.SCRIPT, Answers.SCRIPT, Answers.IMMUTABLE))
        .at("/bucket/" + VerifiedSite.MAP, Answers.file("{}", "Content-Type: application/json"))
        .elsewhere(asked -> missing());

    assertThat(site.verify(site.store()).failures()).isEmpty();
  }
}
