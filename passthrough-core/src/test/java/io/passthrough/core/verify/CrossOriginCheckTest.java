package io.passthrough.core.verify;

import static io.passthrough.core.verify.Answers.IMMUTABLE;
import static io.passthrough.core.verify.Answers.NO_CACHE;
import static io.passthrough.core.verify.Answers.file;
import static io.passthrough.core.verify.VerifiedSite.APP_PATH;
import static io.passthrough.core.verify.VerifiedSite.LIMITS;
import static io.passthrough.core.verify.VerifiedSite.MAP;
import static io.passthrough.core.verify.VerifiedSite.SCRIPT;
import static io.passthrough.core.verify.VerifiedSite.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.config.CorsConfig;
import io.passthrough.core.verify.TestOrigin.Answer;
import io.passthrough.core.verify.TestOrigin.Asked;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pages of other origins get, where the configuration names such. */
final class CrossOriginCheckTest {

  private static final String SHOP = "https://shop.example";
  private static final String BLOG = "https://blog.example";
  private static final CorsConfig BOTH = new CorsConfig(List.of(SHOP, BLOG), false);

  private final VerifiedSite site = VerifiedSite.start();

  @AfterEach
  void closeServer() {
    site.close();
  }

  private UrlResult verify(CorsConfig cors) {
    return site.verify(site.options(LIMITS, cors, site.gateway())).urls().get(0);
  }

  /** Answers all assets, with more fields for each request. */
  private void answers(Function<Asked, String[]> fields) {
    answer(APP_PATH, SCRIPT, fields, Answers.SCRIPT, IMMUTABLE);
    answer("/static/" + MAP, "{}", fields, "Content-Type: application/json");
    answer("/static/" + WORKER, "work()", fields, Answers.SCRIPT, NO_CACHE);
  }

  private void answer(String path, String text, Function<Asked, String[]> more, String... usual) {
    site.origin.at(path, asked -> answer(asked, text, more.apply(asked), usual));
  }

  private static Answer answer(Asked asked, String text, String[] more, String... usual) {
    String[] fields = usual;
    for (String field : more) {
      fields = Answers.with(field, fields);
    }
    return file(text, fields).apply(asked);
  }

  private static String[] echo(Asked asked) {
    String origin = asked.field("origin");
    return origin.isEmpty()
        ? new String[] {"Vary: Origin"}
        : new String[] {"Access-Control-Allow-Origin: " + origin, "Vary: Origin"};
  }

  @Test
  void origins_ofNone_areNotAskedFor() {
    assertThat(verify(CorsConfig.NONE).failures()).isEmpty();
    assertThat(site.origin.asked()).allMatch(asked -> asked.field("origin").isEmpty());
  }

  @Test
  void origins_thatAreNamedInTheAnswer_areFine() {
    answers(CrossOriginCheckTest::echo);

    UrlResult result = verify(BOTH);

    assertThat(result.failures()).isEmpty();
    assertThat(result.warnings()).isEmpty();
    assertThat(site.origin.asked(APP_PATH))
        .extracting(asked -> asked.field("origin"))
        .contains(SHOP, BLOG);
  }

  @Test
  void origins_whereAnyIsAllowed_areFine() {
    answers(asked -> new String[] {"Access-Control-Allow-Origin: *"});

    assertThat(verify(BOTH).failures()).isEmpty();
    assertThat(verify(new CorsConfig(List.of(CorsConfig.ANY), false)).failures()).isEmpty();
  }

  @Test
  void anyOrigin_whereOnlyOneIsAllowed_isAFailure() {
    answers(asked -> new String[] {"Access-Control-Allow-Origin: " + SHOP, "Vary: Origin"});

    assertThat(verify(new CorsConfig(List.of(CorsConfig.ANY), false)).failures()).hasSize(3);
  }

  @Test
  void origins_thatNobodyAllows_areAFailureOfEachAsset() {
    List<VerifyFailure> failures = verify(new CorsConfig(List.of(SHOP), false)).failures();

    assertThat(failures).hasSize(3);
    assertThat(failures.get(0).expected())
        .isEqualTo("Access-Control-Allow-Origin " + SHOP + " or *");
    assertThat(failures.get(0).actual()).isEqualTo("no Access-Control-Allow-Origin");
    assertThat(failures.get(0).cause()).contains("module scripts and fonts");
  }

  @Test
  void answer_thatACacheKeptOfARequestWithoutOrigin_isToldApart() {
    answers(asked -> asked.query().isEmpty() ? new String[0] : echo(asked));

    assertThat(verify(new CorsConfig(List.of(SHOP), false)).failures())
        .allSatisfy(failure -> assertThat(failure.cause()).contains("CDN keeps", "purge"));
  }

  @Test
  void answer_thatACacheKeptOfAnotherOrigin_isSeenByTheSecond() {
    answers(asked -> new String[] {"Access-Control-Allow-Origin: " + SHOP});

    UrlResult result = verify(BOTH);

    assertThat(result.failures())
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure.actual()).isEqualTo("Access-Control-Allow-Origin " + SHOP));
    assertThat(result.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("Vary: Origin"));
  }

  @Test
  void credentials_needTheOriginItselfAndAYes() {
    CorsConfig cors = new CorsConfig(List.of(SHOP), true);
    answers(CrossOriginCheckTest::echo);
    UrlResult without = verify(cors);
    answers(asked -> Answers.with("Access-Control-Allow-Credentials: true", echo(asked)));
    UrlResult with = verify(cors);

    assertThat(without.failures()).hasSize(3);
    assertThat(without.failures().get(0).actual()).contains("no Access-Control-Allow-Credentials");
    assertThat(with.failures()).isEmpty();
  }
}
