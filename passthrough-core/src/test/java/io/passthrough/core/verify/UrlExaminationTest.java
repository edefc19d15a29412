package io.passthrough.core.verify;

import static io.passthrough.core.verify.Answers.IMMUTABLE;
import static io.passthrough.core.verify.Answers.bytes;
import static io.passthrough.core.verify.Answers.missing;
import static io.passthrough.core.verify.Answers.status;
import static io.passthrough.core.verify.VerifiedSite.APP_PATH;
import static io.passthrough.core.verify.VerifiedSite.LIMITS;
import static io.passthrough.core.verify.VerifiedSite.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.PipelineListener;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.verify.UrlFinding.State;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found of a base URL with a few requests. */
final class UrlExaminationTest {

  private final VerifiedSite site = VerifiedSite.start();

  @AfterEach
  void closeServer() {
    site.close();
  }

  private List<UrlFinding> examine() {
    VerifyOptions options = site.options(LIMITS, site.gateway());
    return new Verifier(site.shop.store, options, PipelineListener.NONE).examine();
  }

  @Test
  void examine_urlThatIsRight_isInOrder() {
    assertThat(examine()).extracting(UrlFinding::state).containsExactly(State.OK, State.OK);
  }

  @Test
  void examine_cacheThatKeepsMisses_isWrong() {
    site.origin.elsewhere(asked -> missing("Cache-Control: max-age=60"));

    assertThat(examine())
        .anySatisfy(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.WRONG);
              assertThat(finding.next()).contains("caches may keep the 404");
            });
  }

  @Test
  void examine_rangesThatAreNotPassedOn_areAWarning() {
    site.origin.at(
        APP_PATH, asked -> status(200, bytes(SCRIPT), Answers.SCRIPT, IMMUTABLE, "ETag: \"1\""));

    assertThat(examine())
        .filteredOn(finding -> finding.state() == State.WARNING)
        .extracting(UrlFinding::message)
        .anySatisfy(message -> assertThat(message).contains("ranges"));
  }

  @Test
  void examine_codingsThatAreNotPassedOn_areAWarning() {
    String large = "x();".repeat(1_000);
    site.shop.publish("v2", Builds.build().fingerprinted("js/large-5e6f7a8b.js", large));
    site.origin.at("/static/js/large-5e6f7a8b.js", Answers.file(large, Answers.SCRIPT, IMMUTABLE));

    assertThat(examine())
        .anySatisfy(finding -> assertThat(finding.next()).contains("Accept-Encoding"));
  }

  @Test
  void examine_queriesThatACacheIgnores_areAWarning() {
    site.origin.instead(
        APP_PATH,
        right ->
            asked ->
                asked.query().isEmpty()
                    ? right.apply(asked)
                    : Answers.file(SCRIPT, Answers.SCRIPT, IMMUTABLE, "Age: 5").apply(asked));

    assertThat(examine()).anySatisfy(finding -> assertThat(finding.message()).contains("a query"));
  }

  @Test
  void examine_serverThatIsGone_isSilent() {
    site.origin.close();

    assertThat(examine()).extracting(UrlFinding::state).containsExactly(State.SILENT);
  }
}
