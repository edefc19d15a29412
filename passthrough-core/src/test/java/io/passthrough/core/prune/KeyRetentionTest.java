package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.kept;
import static io.passthrough.core.prune.PrunedShop.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.prune.KeyStay.Cause;
import io.passthrough.core.publish.Builds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a key stays, and why. */
class KeyRetentionTest {

  private static final RetentionConfig WEEK = kept(1, Duration.ofDays(7), Duration.ofDays(7));

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void deployTwo() {
    shop.deploy("one");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(1));
  }

  private Optional<KeyStay> explain(RetentionConfig config, String key) {
    return new KeyRetention(shop.store, 1, config, shop.clock).explain(AssetKey.of(key));
  }

  private Instant in(Duration time) {
    return shop.clock.wall().instant().plus(time);
  }

  @Test
  void explain_ofTheCurrentRelease_countsFromAReplacementNow() {
    KeyStay stay = explain(WEEK, own("two")).orElseThrow();

    assertThat(stay.isKept()).isTrue();
    assertThat(stay.until()).contains(in(Duration.ofDays(7)));
    assertThat(stay.isOpenEnded()).isTrue();
    assertThat(stay.causes())
        .containsExactly(
            new Cause(Optional.of(ReleaseName.of("two")), "it is current in 'default'"));
  }

  @Test
  void explain_ofAReplacedRelease_saysWhenItGoes() {
    KeyStay stay = explain(WEEK, own("one")).orElseThrow();

    assertThat(stay.until()).contains(in(Duration.ofDays(6)));
    assertThat(stay.isOpenEnded()).isFalse();
    assertThat(stay.causes())
        .extracting(Cause::reason)
        .containsExactly("it was current in 'default' less than 7 d ago");
  }

  @Test
  void explain_ofASharedKey_namesEachReleaseThatKeepsIt() {
    KeyStay stay = explain(WEEK, "js/shared.0a1b2c3d.js").orElseThrow();

    assertThat(stay.until()).contains(in(Duration.ofDays(7)));
    assertThat(stay.causes())
        .flatExtracting(cause -> cause.release().stream().toList())
        .containsExactly(ReleaseName.of("one"), ReleaseName.of("two"));
  }

  @Test
  void explain_ofAPinnedRelease_hasNoTimeAsAHandMayEndIt() {
    shop.pipeline.pin(ReleaseName.of("one"), Optional.of("the fair"), Optional.empty());
    shop.clock.pass(Duration.ofDays(8));

    KeyStay stay = explain(WEEK, own("one")).orElseThrow();

    assertThat(stay.until()).isEmpty();
    assertThat(stay.isOpenEnded()).isTrue();
    assertThat(stay.causes()).extracting(Cause::reason).containsExactly("it is pinned: the fair");
  }

  @Test
  void explain_ofAReleaseThatNothingKeeps_saysWhy() {
    shop.clock.pass(Duration.ofDays(8));

    KeyStay stay = explain(WEEK, own("one")).orElseThrow();

    assertThat(stay.isKept()).isFalse();
    assertThat(stay.causes()).extracting(Cause::reason).containsExactly("replaced 9 d ago");
  }

  @Test
  void explain_ofAVersionOfAnAsset_saysSo() {
    shop.publish("old", Builds.build().named("main.js", "js/main.aa11bb22.js", "main"));
    shop.clock.pass(Duration.ofDays(30));
    RetentionConfig versions =
        new RetentionConfig(
            new Kept(1, Duration.ZERO, Duration.ZERO, 3, Optional.empty()), WEEK.timing());

    KeyStay stay = explain(versions, "js/main.aa11bb22.js").orElseThrow();

    assertThat(stay.isKept()).isTrue();
    assertThat(stay.causes())
        .extracting(Cause::reason)
        .containsExactly("it is among the newest 3 versions of its asset");
  }

  @Test
  void explain_ofAKeyThatNoReleaseHas_isEmptyAndChangesNothing() {
    var before = shop.keys("");

    assertThat(explain(WEEK, "js/none.1a2b3c4d.js")).isEmpty();
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void explain_withAMissingManifest_isRefusedAsPruneIs() {
    shop.delete(".passthrough/releases/one/manifest.json");

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> explain(WEEK, own("two")))
        .withMessageContaining("a record is missing that another names");
  }
}
