package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.CURRENT_ONLY;
import static io.passthrough.core.prune.PrunedShop.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.config.RetentionConfig.Kept;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.ReleaseList.State;
import io.passthrough.core.release.Releases;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.url.AssetUrls;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of releases that were pruned, and of prunes that were refused. */
class PrunedReleasesTest {

  private static final RetentionConfig NEWEST_VERSION =
      new RetentionConfig(
          new Kept(1, Duration.ZERO, Duration.ZERO, 1, Optional.empty()), CURRENT_ONLY.timing());

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void deployThree() {
    for (String name : new String[] {"one", "two", "three"}) {
      shop.deploy(name);
      shop.clock.pass(Duration.ofDays(1));
    }
  }

  private ReleaseList list() {
    return new Releases(shop.store, 1).list();
  }

  private Map<String, State> states() {
    return list().releases().stream()
        .collect(Collectors.toMap(row -> row.release().value(), ReleaseList.Row::state));
  }

  @Test
  void releases_ofAPruneThatWasCutOff_arePruned() {
    PrunedShop dead = shop.through(HookedStore.before(shop.memory, PrunedReleasesTest::die));
    catchThrowableOfType(Kill.class, () -> dead.prune(CURRENT_ONLY));

    assertThat(states())
        .isEqualTo(Map.of("one", State.PRUNED, "two", State.PRUNED, "three", State.READY));
  }

  @Test
  void rollback_toAReleaseThatWasPruned_isRefusedWithoutItsBuild() {
    PrunedShop dead = shop.through(HookedStore.before(shop.memory, PrunedReleasesTest::die));
    catchThrowableOfType(Kill.class, () -> dead.prune(CURRENT_ONLY));
    shop.clock.pass(Duration.ofDays(3));
    shop.publish("four", PrunedShop.build("four").fingerprinted(own("two"), "own of two"));

    PassthroughException refusal =
        catchThrowableOfType(
            PassthroughException.class, () -> shop.pipeline.rollback(EnvironmentName.DEFAULT));

    assertThat(refusal.kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(refusal).hasMessageContaining("'two'");
    assertThat(refusal.next()).contains("--from");
    shop.pipeline.rollback(EnvironmentName.DEFAULT, Optional.of(PrunedShop.build("two").scanned()));
    assertThat(states()).containsEntry("two", State.READY);
  }

  @Test
  void releases_ofWhichOnlyVersionsStay_areThinnedAndNotActivated() {
    shop.publish("old", Builds.build().named("main.js", "js/main.aa11bb22.js", "main"));
    shop.clock.pass(Duration.ofDays(1));

    shop.prune(NEWEST_VERSION);

    assertThat(states()).isEqualTo(Map.of("old", State.THINNED, "three", State.READY));
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.pipeline.activate(ReleaseName.of("old"), EnvironmentName.DEFAULT))
        .withMessageContaining("a prune has left only versions of its assets")
        .matches(e -> e.kind() == Kind.INCOMPLETE);
  }

  @Test
  void explain_ofAVersionOfAThinnedRelease_doesNotSayThatTheReleaseHasIt() {
    Builds build = Builds.build().named("main.js", "js/main.aa11bb22.js", "main");
    shop.publish("old", build);
    shop.clock.pass(Duration.ofDays(1));
    shop.prune(NEWEST_VERSION);

    Explanation explanation = explain("js/main.aa11bb22.js");

    assertThat(explanation.asset()).isPresent();
    assertThat(explanation.releases()).isEmpty();
    assertThat(explanation.pruned()).containsExactly(ReleaseName.of("old"));

    shop.publish("old", build);
    assertThat(explain("js/main.aa11bb22.js").releases()).containsExactly(ReleaseName.of("old"));
    assertThat(explain("js/main.aa11bb22.js").pruned()).isEmpty();
  }

  private Explanation explain(String key) {
    return new Releases(shop.store, 1)
        .explain(AssetKey.of(key), EnvironmentName.DEFAULT, AssetUrls.ROOT);
  }

  @Test
  void releases_afterAThinnedOneWasPublishedAgain_areReady() {
    Builds build = Builds.build().named("main.js", "js/main.aa11bb22.js", "main");
    shop.publish("old", build);
    shop.clock.pass(Duration.ofDays(1));
    shop.prune(NEWEST_VERSION);

    shop.publish("old", build);

    assertThat(states()).containsEntry("old", State.READY);
    shop.activate("old");
  }

  @Test
  void prune_refusedAgainAndAgain_countsUntilOneIsNot() {
    assertThat(refusedPrune().count()).isEqualTo(1);
    shop.clock.pass(Duration.ofDays(1));
    assertThat(refusedPrune().count()).isEqualTo(2);

    ReleaseList.Refusals refusals = list().refusals().orElseThrow();
    assertThat(refusals.count()).isEqualTo(2);
    assertThat(refusals.releases()).isEqualTo(2);
    assertThat(refusedPrune()).hasMessageContaining("refused 3 times in a row, since ");

    shop.prune(CURRENT_ONLY);

    assertThat(list().refusals()).isEmpty();
  }

  @Test
  void prune_refusedForAYear_leavesFewRecords() {
    IntStream.range(0, 40).forEach(i -> refusedPrune());

    assertThat(shop.keys(".passthrough/plans/")).hasSizeLessThan(35);
    assertThat(refusedPrune()).hasMessageContaining("times in a row");
  }

  private PruneRefusedException refusedPrune() {
    return catchThrowableOfType(
        PruneRefusedException.class, () -> shop.pruner.prune(CURRENT_ONLY, false));
  }

  @Test
  void environments_areToldWithTheirAgeAndTheirEnd() {
    shop.pipeline.activate(ReleaseName.of("one"), EnvironmentName.of("pr-7"));
    shop.clock.pass(Duration.ofDays(1));
    shop.pipeline.deactivate(EnvironmentName.of("pr-7"));

    assertThat(list().environments())
        .extracting(each -> each.environment().value() + " " + each.release())
        .containsExactly("default Optional[three]", "pr-7 Optional.empty");
    assertThat(list().environments().get(1).since()).isEqualTo(shop.clock.wall().instant());
  }

  @Test
  void prune_ofManyRecords_sumsUpWhatIsLeft() {
    IntStream.range(0, 12).forEach(i -> shop.deploy("more" + i));
    shop.clock.pass(Duration.ofDays(2));

    shop.prune(PrunedShop.kept(8, Duration.ZERO, Duration.ZERO));
    int first = shop.keys(".passthrough/checkpoints/").size();
    shop.prune(PrunedShop.kept(8, Duration.ZERO, Duration.ZERO));

    assertThat(first).isPositive();
    assertThat(shop.keys(".passthrough/checkpoints/")).hasSize(first);
    assertThat(states()).hasSize(8);
  }

  /** No prune decides by a checkpoint, whatever it says. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "cut", "changed", "other", "empty", "older", "newer"})
  void prune_withAnyCheckpoint_deletesTheSame(String what) {
    IntStream.range(0, 12).forEach(i -> shop.deploy("more" + i));
    String key = shop.keys(".passthrough/checkpoints/").get(0);
    byte[] older = shop.bytes(key);
    IntStream.range(12, 24).forEach(i -> shop.deploy("more" + i));
    byte[] newest = shop.bytes(last(shop.keys(".passthrough/checkpoints/")));
    shop.keys(".passthrough/checkpoints/").forEach(shop::delete);
    if (!what.equals("none")) {
      shop.put(key, checkpoint(what, older, newest));
    }
    shop.delete(".passthrough/activations/default/000000000003.json");
    shop.clock.pass(Duration.ofDays(2));

    PruneResult result = shop.prune(PrunedShop.kept(5, Duration.ZERO, Duration.ZERO));

    assertThat(result.ended()).hasSize(22);
    assertThat(shop.releases()).containsExactly("more19", "more20", "more21", "more22", "more23");
    assertThat(shop.keys("js/")).hasSize(6);
  }

  private static byte[] checkpoint(String what, byte[] older, byte[] newest) {
    return switch (what) {
      case "cut" -> Arrays.copyOf(newest, newest.length / 2);
      case "changed" -> {
        byte[] changed = newest.clone();
        changed[changed.length / 2] ^= 1;
        yield changed;
      }
      case "other" -> Builds.bytes("no checkpoint");
      case "older" -> older;
      case "newer" -> newest;
      default -> new byte[0];
    };
  }

  private static String last(List<String> keys) {
    return keys.get(keys.size() - 1);
  }

  @Test
  void dryRun_saysOfEachKeyWhyItGoesOrStays() {
    shop.memory.put(
        AssetKey.of(own("two")),
        Content.of(Builds.bytes("own of two")),
        AssetHeaders.of("text/javascript"),
        PutCondition.ALWAYS);

    PruneResult result = shop.pruner.dryRun(CURRENT_ONLY);

    assertThat(result.deleted())
        .extracting(gone -> gone.key() + ": " + gone.reason())
        .contains(own("one") + ": 'one' replaced 2 d ago");
    assertThat(result.stays())
        .extracting(stay -> stay.key() + " " + stay.releases() + " " + stay.reason())
        .contains(
            own("three") + " [three] 'three': it is current in 'default'",
            "js/shared.0a1b2c3d.js [three] 'three': it is current in 'default'",
            own("two") + " [] another tool put it");
    assertThat(result.deleted()).hasSize(3);
    assertThat(result.stays()).hasSize(4);
  }

  private static void die(HookedStore.Call call) {
    if (call.is("delete", "js/")) {
      throw new Kill();
    }
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }
}
