package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.publish.Builds;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was set aside goes as late as what was replaced, and with all that was left of it. */
class ForgottenTest {

  private static final RetentionConfig WEEK =
      PrunedShop.kept(1, Duration.ofDays(7), Duration.ofDays(7));

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void deployTwo() {
    shop.deploy("one");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(30));
  }

  private void cutManifest() {
    shop.memory.put(
        AssetKey.of(".passthrough/releases/one/manifest.json"),
        Content.of(Builds.bytes("{")),
        AssetHeaders.of("application/json"),
        PutCondition.ALWAYS);
  }

  @Test
  void prune_ofAForgottenRelease_waitsForItsAge() {
    shop.pipeline.forget("one");
    shop.clock.pass(Duration.ofDays(6));

    PruneResult result = shop.prune(WEEK);

    assertThat(result.deleted()).isEmpty();
    assertThat(result.releases().get(ReleaseName.of("one")))
        .isEqualTo("it was forgotten less than 7 d ago");
    assertThat(shop.has(own("one"))).isTrue();
  }

  @Test
  void prune_ofAForgottenReleaseThatIsOld_takesItsFilesItsRecordsAndItsMarker() {
    shop.pipeline.forget("one");
    shop.clock.pass(Duration.ofDays(8));

    PruneResult result = shop.prune(WEEK);

    assertThat(result.ended().get(ReleaseName.of("one"))).isEqualTo("forgotten 8 d ago");
    assertThat(shop.has(own("one"))).isFalse();
    assertThat(shop.has("js/shared.0a1b2c3d.js")).isTrue();
    assertThat(shop.keys(".passthrough/releases/one/")).isEmpty();
    assertThat(shop.keys(".passthrough/forgotten/")).isEmpty();
    assertThat(shop.keys(".passthrough/plans/")).isEmpty();
    assertThat(shop.publish("one", PrunedShop.build("one")).uploaded()).isEqualTo(2);
    assertThat(shop.releases()).containsExactly("one", "two");
  }

  @Test
  void prune_ofMoreForgottenReleasesThanStay_isRefusedByTheirNumber() {
    shop.publish("large", PrunedShop.build("large").mutable("large.html", "page ".repeat(1_000)));
    shop.activate("large");
    shop.pipeline.forget("one");
    shop.pipeline.forget("two");
    shop.clock.pass(Duration.ofDays(8));

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.pruner.prune(WEEK, false))
        .withMessageContaining("2 of 3 releases would go, more than half");

    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.prune(WEEK).ended()).hasSize(2);
  }

  @Test
  void prune_besideForgottenReleasesThatStay_countsThemAmongWhatStays() {
    shop.deploy("three");
    shop.deploy("four");
    shop.clock.pass(Duration.ofDays(8));
    shop.pipeline.forget("two");
    shop.pipeline.forget("three");
    RetentionConfig noStaging = PrunedShop.kept(1, Duration.ofDays(7), Duration.ZERO);

    PruneResult result = shop.pruner.prune(noStaging, false);

    assertThat(result.ended()).containsOnlyKeys(ReleaseName.of("one"));
  }

  @Test
  void prune_ofAForgottenReleaseThatCannotBeRead_leavesFilesThatMayBeItsOwnUntilItIsOld() {
    cutManifest();
    shop.pipeline.forget("one");
    shop.clock.pass(Duration.ofDays(1));

    shop.prune(WEEK);
    assertThat(shop.keys(".passthrough/files/")).hasSize(2);

    shop.clock.pass(Duration.ofDays(7));
    shop.prune(WEEK);
    assertThat(shop.keys(".passthrough/files/")).hasSize(1);
    assertThat(shop.keys(".passthrough/releases/one/")).isEmpty();
    assertThat(shop.keys(".passthrough/forgotten/")).isEmpty();
  }

  @Test
  void prune_afterAForgottenReleaseIsGone_goesOn() {
    shop.pipeline.forget("one");
    shop.clock.pass(Duration.ofDays(8));
    shop.prune(WEEK);

    shop.deploy("three");
    shop.clock.pass(Duration.ofDays(30));
    shop.prune(WEEK);

    assertThat(shop.releases()).containsExactly("three");
  }

  @Test
  void prune_ofAForgottenRecordThatIsOld_takesItAndItsMarker() {
    shop.memory.put(
        AssetKey.of(".passthrough/activations/default/000000000001.json"),
        Content.of(Builds.bytes("{")),
        AssetHeaders.of("application/json"),
        PutCondition.ALWAYS);
    shop.pipeline.forget(".passthrough/activations/default/000000000001.json");
    shop.clock.pass(Duration.ofDays(8));

    shop.prune(WEEK);

    assertThat(shop.keys(".passthrough/activations/"))
        .containsExactly(".passthrough/activations/default/000000000002.json");
    assertThat(shop.keys(".passthrough/forgotten/")).isEmpty();
    assertThat(shop.releases()).containsExactly("two");
  }
}
