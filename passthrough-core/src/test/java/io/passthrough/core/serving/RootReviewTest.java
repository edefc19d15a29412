package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.GatewayConfig;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Own files beside what the records say of their names. */
class RootReviewTest {

  private static final String APP = "js/main.7322c8a5.js";
  private static final String LAZY = "js/lazy.0b1c2d3e.js";
  private static final String BUNDLE = "fetch('__API__');".repeat(100);

  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();

  private Site site(String name, String script) throws IOException {
    Site site = new Site(Files.createDirectories(folder.resolve(name)));
    site.write("index.html", "<!doctype html><title>" + name + "</title>");
    site.write(APP, script);
    site.write(LAZY, "lazy");
    return site;
  }

  private void publish(Site site, String release) {
    Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
    try (Build build = Build.open(site.root())) {
      ScanRules rules = ScanRules.of(Config.of(site.root(), "/").urls());
      pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(ReleaseName.of(release)));
    }
    pipeline.activate(ReleaseName.of(release), EnvironmentName.DEFAULT);
  }

  private static Answer eventually(AssetService service, String path, Predicate<Answer> expected) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer answer = Answer.get(service, path);
    while (!expected.test(answer) && System.nanoTime() < end) {
      Thread.onSpinWait();
      answer = Answer.get(service, path);
    }
    return answer;
  }

  private static boolean isImmutable(Answer answer) {
    return answer.value("Cache-Control").orElse("").contains("immutable");
  }

  private AssetService serve(Site site) {
    GatewayConfig config = Config.of(site.root(), "/");
    return Gateways.open(config, store);
  }

  @Test
  void get_ownFileAsPublished_isImmutable() throws IOException {
    Site site = site("one", BUNDLE);
    publish(site, "r1");

    try (AssetService service = serve(site)) {
      Gateways.eventually(service, "/" + APP, 200);

      assertThat(isImmutable(Answer.get(service, "/" + APP))).isTrue();
      assertThat(service.notices()).isEmpty();
    }
  }

  @Test
  void get_keyThatTwoReleasesDisprove_isNoLongerImmutableOnEitherHost() throws IOException {
    Site one = site("one", "1");
    Site two = site("two", "2");
    publish(one, "r1");

    try (AssetService first = serve(one);
        AssetService second = serve(two)) {
      publish(two, "r2");

      Answer old = eventually(first, "/" + APP, answer -> !isImmutable(answer));
      Answer other = eventually(second, "/" + APP, answer -> !isImmutable(answer));

      assertThat(old.value("Cache-Control")).contains("no-cache");
      assertThat(old.text()).isEqualTo("1");
      assertThat(other.value("Cache-Control")).contains("no-cache");
      assertThat(other.text()).isEqualTo("2");
    }
  }

  @Test
  void get_disprovedKeyFromTheStore_isNotImmutable() throws IOException {
    publish(site("one", "1"), "r1");
    publish(site("two", "2"), "r2");
    Site other = new Site(Files.createDirectories(folder.resolve("other")));
    other.write("index.html", "<!doctype html>");

    try (AssetService service = serve(other)) {
      Answer answer = Gateways.eventually(service, "/" + APP, 200);

      assertThat(answer.text()).isEqualTo("2");
      assertThat(answer.value("Cache-Control")).contains("no-cache");
    }
  }

  @Test
  void get_bundleRewrittenAfterTheBuild_isServedWithoutAPromiseAndNoticed() throws IOException {
    publish(site("built", BUNDLE), "r1");
    Site host = site("host", BUNDLE.replace("__API__", "https://api.example.com"));

    try (AssetService service = serve(host)) {
      Answer answer = eventually(service, "/" + APP, it -> !isImmutable(it));

      assertThat(answer.text()).contains("api.example.com");
      assertThat(answer.value("Cache-Control")).contains("no-cache");
      assertThat(isImmutable(Answer.get(service, "/" + LAZY))).isTrue();
      assertThat(service.notices())
          .singleElement()
          .asString()
          .contains("'" + APP + "'", "release 'r1'", "put settings into a mutable file");
    }
  }

  @Test
  void get_firstPartOfAFile_givesWayToTheStore() throws IOException {
    publish(site("built", BUNDLE), "r1");
    Site host = site("host", BUNDLE.substring(0, 100));

    try (AssetService service = serve(host)) {
      Answer answer = eventually(service, "/" + APP, it -> it.text().equals(BUNDLE));

      assertThat(answer.text()).isEqualTo(BUNDLE);
      assertThat(isImmutable(answer)).isTrue();
      assertThat(service.notices()).singleElement().asString().contains("copy the root again");
    }
  }

  @Test
  void get_emptyFile_givesWayToTheStore() throws IOException {
    publish(site("built", BUNDLE), "r1");
    Site host = site("host", "");

    try (AssetService service = serve(host)) {
      assertThat(eventually(service, "/" + APP, it -> it.text().equals(BUNDLE)).text())
          .isEqualTo(BUNDLE);
    }
  }

  @Test
  void get_unknownKeyOfTheFormOfOwnFiles_isImmutable() throws IOException {
    Site site = new Site(Files.createDirectories(folder.resolve("own")));
    site.write("index.html", "<!doctype html>");
    site.write("img/x-BZm3LliW.png", "1");
    site.write("img/y-CY1umDjG.png", "2");
    site.write("img/z-D9uV2kPq.png", "3");
    put("img/w-Ck8ZpQ3x.png");
    put("img/page-HeaderV2.png");

    try (AssetService service = serve(site)) {
      assertThat(isImmutable(Gateways.eventually(service, "/img/w-Ck8ZpQ3x.png", 200))).isTrue();
      assertThat(isImmutable(Gateways.eventually(service, "/img/page-HeaderV2.png", 200)))
          .isFalse();
    }
  }

  private void put(String key) {
    store.put(
        AssetKey.of(key),
        Content.of("old".getBytes(StandardCharsets.UTF_8)),
        AssetHeaders.of("image/png"),
        PutCondition.ALWAYS);
  }
}
