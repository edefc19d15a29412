package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.PublishConfig;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.Pruner;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.store.MemoryStore;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page learns of its own release, and of whether that is old. */
class ReleaseEndpointTest {

  private static final RetentionConfig KEPT = RetentionConfig.DEFAULT;
  private static final String AT = "/.well-known/passthrough?release=";

  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private final Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);

  private Site published(String word) throws IOException {
    Site site = Site.release(folder.resolve(word), word);
    Rollout.publish(store, site, word);
    return site;
  }

  private AssetService open(Site site) {
    AssetService service = Gateways.open(Config.of(site.root(), "/static/"), store);
    assertThat(service.explain("/")).isPresent();
    return service;
  }

  private static RequestHandler in(AssetService service, RetentionConfig policy, Duration later) {
    return new ReleaseEndpoint(service, "/", policy.kept(), Clock.offset(Clock.systemUTC(), later));
  }

  private JsonNode ask(Site site, String release) throws IOException {
    return ask(site, release, KEPT, Duration.ZERO);
  }

  private JsonNode ask(Site site, String release, RetentionConfig policy, Duration later)
      throws IOException {
    try (AssetService service = open(site)) {
      Answer answer = Answer.get(in(service, policy, later), AT + release);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.value("Cache-Control")).contains("no-store");
      assertThat(answer.value("Content-Type")).contains("application/json");
      return new ObjectMapper().readTree(answer.body());
    }
  }

  @Test
  void page_ofTheRoot_tellsItsReleaseAndNothingElseDoes() throws IOException {
    Site site = published("one");
    try (AssetService service = open(site)) {
      Field document = Answer.field("Sec-Fetch-Dest", "document");
      String etag = Answer.get(service, "/").value("ETag").orElseThrow();

      List<Answer> pages =
          List.of(
              Answer.get(service, "/", document),
              Answer.to(service, "HEAD", "/", document),
              Answer.get(service, "/", document, Answer.field("If-None-Match", etag)),
              Answer.get(service, "/orders/17", document));
      Answer other = Answer.get(service, "/static/locales/en.json");

      assertThat(pages).extracting(Answer::status).containsExactly(200, 200, 304, 200);
      assertThat(pages)
          .allSatisfy(
              page -> {
                assertThat(page.values("X-Passthrough-Release")).containsExactly("one");
                assertThat(page.values("Server-Timing"))
                    .containsExactly("passthrough;desc=\"one\"");
              });
      assertThat(other.value("X-Passthrough-Release")).isEmpty();
    }
  }

  @Test
  void page_ofAnotherRelease_tellsThatOne() throws IOException {
    Site old = Site.release(folder.resolve("old"), "old");
    old.write("help.html", "<!doctype html>help");
    Rollout.publishAll(store, old, "old");
    Site own = Site.release(folder.resolve("own"), "own");
    try (AssetService service = Gateways.open(Config.of(own.root(), "/"), store)) {
      Answer page = Gateways.eventually(service, "/help.html", 200);

      assertThat(page.values("X-Passthrough-Release")).containsExactly("old");
    }
  }

  @Test
  void release_thatIsCurrent_isKeptAndHasNoNewer() throws IOException {
    JsonNode told = ask(published("one"), "one");

    assertThat(told.fieldNames()).toIterable().containsExactly("release", "newer", "kept", "until");
    assertThat(told.path("newer").asBoolean()).isFalse();
    assertThat(told.path("kept").asBoolean()).isTrue();
    assertThat(told.path("until").isNull()).isTrue();
  }

  @Test
  void release_thatWasReplaced_hasANewerAndIsKeptForItsAge() throws IOException {
    published("one");
    Site two = published("two");

    JsonNode told = ask(two, "one");

    assertThat(told.path("newer").asBoolean()).isTrue();
    assertThat(told.path("kept").asBoolean()).isTrue();
    assertThat(Instant.parse(told.path("until").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofDays(13)), Instant.now().plus(Duration.ofDays(14)));
  }

  @Test
  void release_beyondEveryPromise_isNotKnownToBeKept() throws IOException {
    published("one");
    Site two = published("two");
    RetentionConfig last = KEPT.with(Optional.of(1), Optional.empty());

    JsonNode told = ask(two, "one", last, Duration.ofDays(15));

    assertThat(told.path("newer").asBoolean()).isTrue();
    assertThat(told.path("kept").isNull()).isTrue();
    assertThat(told.path("until").isNull()).isTrue();
  }

  @Test
  void release_amongTheLast_isKeptWithoutATime() throws IOException {
    published("one");
    Site two = published("two");

    JsonNode told = ask(two, "one", KEPT, Duration.ofDays(15));

    assertThat(told.path("kept").asBoolean()).isTrue();
    assertThat(told.path("until").isNull()).isTrue();
  }

  @Test
  void release_thatIsNotActivatedYet_hasNoNewer() throws IOException {
    Site one = published("one");
    Site two = Site.release(folder.resolve("two"), "two");
    publish(two, "two");

    JsonNode told = ask(one, "two");

    assertThat(told.path("newer").asBoolean()).isFalse();
    assertThat(told.path("kept").asBoolean()).isTrue();
    assertThat(told.path("until").isTextual()).isTrue();
  }

  private void publish(Site site, String name) {
    try (Build build = Build.open(site.root())) {
      pipeline.publish(
          ReleaseScanner.scan(build, ScanRules.of(new AssetUrls("/", "/static/"))),
          Optional.of(new ReleaseName(name)));
    }
  }

  @Test
  void release_thatWasRolledBack_hasANewer() throws IOException {
    Site one = published("one");
    published("two");
    pipeline.rollback(EnvironmentName.DEFAULT);

    assertThat(ask(one, "two").path("newer").asBoolean()).isTrue();
    assertThat(ask(one, "one").path("newer").asBoolean()).isFalse();
  }

  @Test
  void release_withTheSameFilesAsTheCurrentOne_hasNoNewer() throws IOException {
    Site one = published("one");
    Rollout.publish(store, one, "again");

    assertThat(ask(one, "one").path("newer").asBoolean()).isFalse();
  }

  @Test
  void release_byTheDefaultNameOfItsDigest_isTheRecordedOne() throws IOException {
    Site one = published("one");
    Site two = published("two");
    String unnamed;
    try (AssetService service =
        AssetService.open(
            Config.of(one.root(), "/static/"), PublishConfig.DEFAULT, Optional.empty())) {
      unnamed = service.release().orElseThrow().value();
    }

    assertThat(unnamed).isNotEqualTo("one").hasSize(16);
    assertThat(ask(two, unnamed).path("newer").asBoolean()).isTrue();
  }

  @Test
  void release_thatNoRecordNames_isNotKept() throws IOException {
    JsonNode told = ask(published("one"), "nobody");

    assertThat(told.path("newer").asBoolean()).isFalse();
    assertThat(told.path("kept").isBoolean()).isTrue();
    assertThat(told.path("kept").asBoolean()).isFalse();
  }

  @Test
  void release_thatWasPruned_hasANewerAndIsNotKept() throws IOException {
    published("one");
    Site two = published("two");
    RetentionConfig none = KEPT.with(Optional.of(1), Optional.of(Duration.ZERO));
    new Pruner(store, 2, PipelineListener.NONE).prune(none, true);

    JsonNode told = ask(two, "one");

    assertThat(told.path("newer").asBoolean()).isTrue();
    assertThat(told.path("kept").isBoolean()).isTrue();
    assertThat(told.path("kept").asBoolean()).isFalse();
  }

  @Test
  void release_withoutAStore_isUnknown() throws IOException {
    Site site = Site.release(folder.resolve("one"), "one");
    try (AssetService service =
        AssetService.open(
            Config.of(site.root(), "/static/"), PublishConfig.DEFAULT, Optional.empty())) {
      Answer answer = Answer.get(in(service, KEPT, Duration.ZERO), AT + "one");

      assertThat(answer.text())
          .isEqualTo("{\"release\":\"one\",\"newer\":false,\"kept\":null,\"until\":null}");
    }
  }

  @Test
  void question_thatIsNone_isRefused() throws IOException {
    Site site = published("one");
    try (AssetService service = open(site)) {
      RequestHandler handler = in(service, KEPT, Duration.ZERO);

      assertThat(Answer.get(handler, "/.well-known/passthrough").status()).isEqualTo(400);
      assertThat(Answer.get(handler, AT).status()).isEqualTo(400);
      assertThat(Answer.get(handler, AT + "a%2Fb").status()).isEqualTo(400);
      assertThat(Answer.get(handler, AT + "a%zz").status()).isEqualTo(400);
      assertThat(Answer.to(handler, "POST", AT + "one").status()).isEqualTo(405);
      assertThat(Answer.to(handler, "HEAD", AT + "one").body()).isEmpty();
      assertThat(Answer.get(handler, "/.well-known/passthrough2").status()).isEqualTo(404);
    }
  }

  @Test
  void question_isAskedUnderTheMount() throws IOException {
    Site site = published("one");
    try (AssetService service = open(site)) {
      RequestHandler handler =
          new ReleaseEndpoint(service, "/a shop/", KEPT.kept(), Clock.systemUTC());

      assertThat(Answer.get(handler, "/a%20shop/.well-known/passthrough?x=1&release=one").status())
          .isEqualTo(200);
    }
  }
}
