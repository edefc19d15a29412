package io.passthrough.core.verify;

import static io.passthrough.core.verify.Answers.HTML;
import static io.passthrough.core.verify.Answers.IMMUTABLE;
import static io.passthrough.core.verify.Answers.bytes;
import static io.passthrough.core.verify.Answers.file;
import static io.passthrough.core.verify.Answers.missing;
import static io.passthrough.core.verify.Answers.status;
import static io.passthrough.core.verify.VerifiedSite.APP;
import static io.passthrough.core.verify.VerifiedSite.APP_PATH;
import static io.passthrough.core.verify.VerifiedSite.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.verify.TestOrigin.Asked;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked for, and what of the answers is right, against a real server. */
final class VerifierTest {

  private final VerifiedSite site = VerifiedSite.start();

  @AfterEach
  void closeServer() {
    site.close();
  }

  @Test
  void verify_everythingRight_findsNothing() {
    VerifyResult result = site.verify();

    assertThat(result.failures()).isEmpty();
    assertThat(result.urls().get(0).warnings()).isEmpty();
    assertThat(result.assets()).isEqualTo(3);
    assertThat(result.urls().get(0).bytes()).isPositive();
  }

  @Test
  void verify_asset_isAskedForAsEachBrowserDoes() {
    site.verify();

    assertThat(site.origin.asked(APP_PATH))
        .filteredOn(asked -> asked.field("range").isEmpty())
        .filteredOn(asked -> asked.field("if-none-match").isEmpty())
        .extracting(asked -> asked.field("accept-encoding"))
        .containsExactlyInAnyOrder("gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate");
  }

  @Test
  void verify_assetInCodings_isComparedWithoutThem() {
    site.origin.instead(
        APP_PATH,
        plain ->
            asked -> {
              if (!asked.field("range").isEmpty() || !asked.field("if-none-match").isEmpty()) {
                return plain.apply(asked);
              }
              boolean zstd = asked.field("accept-encoding").contains("zstd");
              byte[] body = zstd ? Zstd.compress(bytes(SCRIPT)) : Answers.gzip(bytes(SCRIPT));
              return status(
                  200,
                  body,
                  Answers.SCRIPT,
                  IMMUTABLE,
                  "ETag: \"1\"",
                  "Vary: Accept-Encoding",
                  "Content-Encoding: " + (zstd ? "zstd" : "gzip"));
            });

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void verify_codingThatWasNotAskedFor_namesTheCache() {
    site.origin.at(
        APP_PATH,
        asked ->
            status(
                200,
                Zstd.compress(bytes(SCRIPT)),
                Answers.SCRIPT,
                IMMUTABLE,
                "ETag: \"1\"",
                "Content-Encoding: zstd"));

    assertThat(site.verify().failures())
        .anySatisfy(
            failure -> {
              assertThat(failure.actual()).isEqualTo("Content-Encoding zstd");
              assertThat(failure.cause()).contains("Vary");
            });
  }

  @Test
  void verify_assetMissingAtTheOrigin_isToldApartFromAPoisonedOne() {
    site.origin.at(APP_PATH, asked -> missing("Cache-Control: no-store"));

    VerifyFailure failure = site.failure();

    assertThat(failure.key()).hasValueSatisfying(key -> assertThat(key.value()).isEqualTo(APP));
    assertThat(failure.expected()).isEqualTo("status 200");
    assertThat(failure.actual()).isEqualTo("status 404");
    assertThat(failure.cause()).contains("the origin does not have it", "past the cache");
  }

  @Test
  void verify_missThatACdnHasCached_isPoisoned() {
    site.origin.instead(
        APP_PATH, right -> asked -> asked.query().isEmpty() ? missing() : right.apply(asked));

    assertThat(site.failure().cause()).contains("keeps a 404", "purge");
  }

  @Test
  void verify_missFromACacheThatIgnoresQueries_saysThatTheOriginWasNotAsked() {
    site.origin.at(APP_PATH, asked -> missing("Age: 60"));

    assertThat(site.failure().cause()).contains("ignores queries", "purge");
  }

  @Test
  void verify_pageInPlaceOfAnAsset_isALoginPage() {
    site.origin.at(APP_PATH, file("<form>Log in</form>", HTML, IMMUTABLE));

    assertThat(site.failure().cause()).contains("login page", "--header");
  }

  @Test
  void verify_otherBytes_showsBothAndTheCause() {
    site.origin.at(APP_PATH, file(SCRIPT + ";", Answers.SCRIPT, IMMUTABLE));

    VerifyFailure failure = site.failure();

    assertThat(failure.expected()).contains(SCRIPT.length() + " bytes");
    assertThat(failure.actual()).startsWith("more than");
  }

  @Test
  void verify_otherType_isAFailure() {
    site.origin.at(APP_PATH, file(SCRIPT, "Content-Type: text/plain", IMMUTABLE));

    assertThat(site.failure().actual()).isEqualTo("Content-Type text/plain");
  }

  @Test
  void verify_olderNameOfAScriptsType_isTheSame() {
    site.origin.at(APP_PATH, file(SCRIPT, "Content-Type: application/javascript", IMMUTABLE));

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void verify_fingerprintedAssetThatIsNotKept_isAFailure() {
    site.origin.at(APP_PATH, file(SCRIPT, Answers.SCRIPT, Answers.NO_CACHE));

    VerifyFailure failure = site.failure();

    assertThat(failure.expected()).contains("immutable");
    assertThat(failure.actual()).isEqualTo("Cache-Control no-cache");
  }

  @Test
  void verify_fingerprintedAssetKeptButNotImmutable_isAWarning() {
    site.origin.at(APP_PATH, file(SCRIPT, Answers.SCRIPT, "Cache-Control: max-age=31536000"));

    VerifyResult result = site.verify();

    assertThat(result.failures()).isEmpty();
    assertThat(result.urls().get(0).warnings()).singleElement().asString().contains("immutable");
  }

  @Test
  void verify_mutableAssetCalledImmutable_isAFailure() {
    site.origin.at("/static/sw.js", file("work()", Answers.SCRIPT, IMMUTABLE));

    assertThat(site.failure().cause()).contains("calls everything immutable");
  }

  @Test
  void verify_mutableAssetOfAnotherKnownRelease_isRight() {
    site.shop.publish("v0", Builds.build().mutable("sw.js", "old()"));
    site.origin.at("/static/sw.js", file("old()", Answers.SCRIPT, Answers.NO_CACHE));

    assertThat(site.verify().failures()).isEmpty();
  }

  @Test
  void verify_mutableAssetOfNoRelease_isAFailure() {
    site.origin.at("/static/sw.js", file("evil()", Answers.SCRIPT, Answers.NO_CACHE));

    assertThat(site.failure().key()).isPresent();
  }

  @Test
  void verify_companionWithTheFirstBytes_isRight() {
    site.shop.publish("v2", VerifiedSite.build(SCRIPT).companion("js/x-5e6f7a8b.js.map", "[1]"));
    site.shop.publish("v3", Builds.build().companion("js/x-5e6f7a8b.js.map", "[2]"));
    site.origin.at("/static/js/x-5e6f7a8b.js.map", file("[1]", "Content-Type: application/json"));
    VerifyOptions options = site.options(VerifiedSite.LIMITS, site.gateway());

    VerifyResult result =
        new Verifier(site.shop.store, options, PipelineListener.NONE)
            .verify(Optional.of(ReleaseName.of("v3")));

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void verify_withoutARelease_takesTheOneThatWasPublishedLast() {
    site.shop.publish("v2", VerifiedSite.build(SCRIPT).mutable("more.txt", "more"));
    VerifyOptions options = site.options(VerifiedSite.LIMITS, site.gateway());

    VerifyResult result =
        new Verifier(site.shop.store, options, PipelineListener.NONE).verify(Optional.empty());

    assertThat(result.release().value()).isEqualTo("v2");
    assertThat(result.failures())
        .extracting(failure -> failure.key().orElseThrow().value())
        .containsExactly("more.txt");
  }

  @Test
  void verify_releaseThatIsNotThere_isRefused() {
    VerifyOptions options = site.options(VerifiedSite.LIMITS, site.gateway());
    Verifier verifier = new Verifier(site.shop.store, options, PipelineListener.NONE);

    assertThatThrownBy(() -> verifier.verify(Optional.of(ReleaseName.of("v9"))))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("v9");
  }

  @Test
  void verify_storeAsOrigin_asksByKeyForWhatLiesThereUnderIt() {
    site.origin
        .at("/bucket/" + APP, file(SCRIPT, Answers.SCRIPT, IMMUTABLE))
        .at("/bucket/" + VerifiedSite.MAP, file("{}", "Content-Type: application/json"));

    VerifyResult result = site.verify(site.store());

    assertThat(result.failures()).isEmpty();
    assertThat(site.origin.asked())
        .extracting(Asked::path)
        .allSatisfy(path -> assertThat(path).startsWith("/bucket/").doesNotContain("sw.js"));
  }

  @Test
  void verify_recordsOfABucketThatAreReadable_adviseAStoreOfTheirOwn() {
    site.origin
        .at("/bucket/" + APP, file(SCRIPT, Answers.SCRIPT, IMMUTABLE))
        .at("/bucket/" + VerifiedSite.MAP, file("{}", "Content-Type: application/json"))
        .at(
            "/bucket/.passthrough/releases/v1/manifest.json",
            file("{}", "Content-Type: application/json"));

    assertThat(site.failure(site.store()).cause()).contains("gateway.assets.records");
  }

  @Test
  void verify_recordsThatAPageAnswers_isAFailure() {
    site.origin.at(
        "/static/.passthrough/releases/v1/manifest.json", file("<p>", HTML, Answers.NO_CACHE));

    assertThat(site.failure().expected()).contains("403 or 404");
  }

  @Test
  void verify_pageKeptForLong_isAFailure() {
    site.origin.at("/", file(VerifiedSite.PAGE, HTML, "Cache-Control: max-age=86400"));

    assertThat(site.failure().expected()).contains("no-cache");
  }

  @Test
  void verify_pageThatSaysNothingOfCaching_isAFailure() {
    site.origin.at("/", file(VerifiedSite.PAGE, HTML));

    assertThat(site.failure().actual()).isEqualTo("no Cache-Control");
  }

  @Test
  void verify_pageThatNamesAssetsOfNoRelease_isAFailure() {
    site.origin.at("/", file("<script src='/static/js/app-9z9z9z9z.js'>", HTML, Answers.NO_CACHE));

    assertThat(site.failure().actual()).contains("js/app-9z9z9z9z.js");
  }

  @Test
  void verify_wrongPart_isAFailure() {
    site.origin.instead(
        APP_PATH,
        right ->
            asked ->
                asked.field("range").isEmpty()
                    ? right.apply(asked)
                    : status(206, bytes("??"), "Content-Range: bytes 1-2/3"));

    assertThat(site.failure().cause()).contains("range");
  }

  @Test
  void verify_rangesAndConditionsThatAreNotPassedOn_areWarnings() {
    site.origin.at(
        APP_PATH, asked -> status(200, bytes(SCRIPT), Answers.SCRIPT, IMMUTABLE, "ETag: \"1\""));

    VerifyResult result = site.verify();

    assertThat(result.failures()).isEmpty();
    assertThat(result.urls().get(0).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("ranges"))
        .anySatisfy(warning -> assertThat(warning).contains("conditions"));
  }

  @Test
  void verify_header_goesWithEveryRequestAndIsNotShown() {
    VerifyOptions plain = site.options(VerifiedSite.LIMITS, site.gateway());
    RequestHeader header = RequestHeader.parse("Authorization: Bearer s3cret");

    site.verify(
        new VerifyOptions(
            plain.urls(), List.of(header), plain.limits(), plain.assets(), plain.cors()));

    assertThat(site.origin.asked())
        .allSatisfy(asked -> assertThat(asked.field("authorization")).isEqualTo("Bearer s3cret"));
    assertThat(header).hasToString("Authorization: ***");
  }

  @Test
  void verify_headerThatNoClientMaySend_isRefusedWithoutItsValue() {
    assertThatThrownBy(() -> RequestHeader.parse("Host: s3cret"))
        .isInstanceOf(PassthroughException.class)
        .hasMessageNotContaining("s3cret");
  }
}
