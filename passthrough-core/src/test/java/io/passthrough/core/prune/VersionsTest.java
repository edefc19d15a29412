package io.passthrough.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.publish.Builds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The newest versions of every asset stay, by its logical name. */
class VersionsTest {

  /** Which version of main, style and logo each of six releases has. */
  private static final List<String> RELEASES = List.of("111", "211", "311", "421", "521", "632");

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void publishSix() {
    for (String versions : RELEASES) {
      Builds build = Builds.build();
      add(build, "main", ".js", versions.charAt(0));
      add(build, "style", ".css", versions.charAt(1));
      add(build, "logo", ".svg", versions.charAt(2));
      shop.publish("r" + versions, build);
      shop.clock.pass(Duration.ofDays(1));
    }
    shop.activate("r632");
  }

  private static void add(Builds build, String name, String extension, char version) {
    build.named(name + extension, key(name, extension, version), name + " " + version);
  }

  private static String key(String name, String extension, char version) {
    return "a/" + name + "-1a2b3c4" + version + extension;
  }

  @Test
  void prune_byVersionsAlone_deletesAllButTheNewestOfEachAsset() {
    shop.prune(versions(3));

    assertThat(shop.keys("a/"))
        .containsExactlyInAnyOrder(
            key("main", ".js", '4'),
            key("main", ".js", '5'),
            key("main", ".js", '6'),
            key("style", ".css", '1'),
            key("style", ".css", '2'),
            key("style", ".css", '3'),
            key("logo", ".svg", '1'),
            key("logo", ".svg", '2'));
  }

  @Test
  void prune_byVersionsAlone_leavesAnAssetOfTheCurrentReleaseThatIsOld() {
    var unused = shop.pipeline.activate(ReleaseName.of("r111"), EnvironmentName.DEFAULT);

    shop.prune(versions(1));

    assertThat(shop.keys("a/"))
        .containsExactlyInAnyOrder(
            key("main", ".js", '1'),
            key("style", ".css", '1'),
            key("logo", ".svg", '1'),
            key("main", ".js", '6'),
            key("style", ".css", '3'),
            key("logo", ".svg", '2'));
  }

  @Test
  void prune_byVersionsAgain_findsNothingAndKeepsOnePlan() {
    shop.prune(versions(3));
    List<String> keys = shop.keys("a/");

    PruneResult again = shop.prune(versions(3));

    assertThat(again.deleted()).isEmpty();
    assertThat(shop.keys("a/")).isEqualTo(keys);
    assertThat(shop.keys(".passthrough/plans/")).hasSize(2);
  }

  @Test
  void prune_byFewerVersionsLater_thinsFurtherAndKeepsOnePlan() {
    shop.prune(versions(3));

    shop.prune(versions(1));

    assertThat(shop.keys("a/")).hasSize(3);
    assertThat(shop.releases()).containsExactly("r632");
    assertThat(shop.keys(".passthrough/plans/")).isEmpty();
  }

  private static RetentionConfig versions(int count) {
    return new RetentionConfig(
        new Kept(1, Duration.ZERO, Duration.ZERO, count, Optional.empty()),
        PrunedShop.CURRENT_ONLY.timing());
  }
}
