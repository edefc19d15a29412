package io.passthrough.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.core.prune.ExploredShop.Weakening;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.StoreLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The protocol with one step left out, moved or changed: each of them loses an asset, or never
 * ends, and the exploration sees it.
 */
class WeakeningsTest {

  @Test
  void prune_withoutASecondLook_losesAnAsset() {
    Weakening weakening = steps(steps -> without(steps, LookAgain.class));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void attempt_thatLooksBeforeItIsOpen_losesAnAsset() {
    Weakening weakening =
        attempt(store -> new WeakenedStore.EarlyList(store, StoreLayout.PLANS, "/open.json", 1));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void activation_withoutAnAttemptOfItsOwn_losesAnAsset() {
    Weakening weakening =
        attempt(store -> new WeakenedStore.WithoutAttempt(store, StoreLayout.ACTIVATIONS));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void attempt_thatIsReadyBeforeItsRoot_losesAnAsset() {
    Weakening weakening =
        attempt(
            store -> new WeakenedStore.Swapped(store, StoreLayout.ACTIVATIONS, "/outcome.json"));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void prune_thatListsActivationsBeforeAttempts_losesAnAsset() {
    Weakening weakening = prune(store -> firstLookEarly(store, StoreLayout.ACTIVATIONS));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void prune_thatListsPinsBeforeAttempts_losesAnAsset() {
    Weakening weakening = prune(store -> firstLookEarly(store, StoreLayout.PINS));

    assertLoses(new ExploredShop(weakening).pin().prune());
  }

  @Test
  void prune_thatIsDoneRightAfterAnUnansweredDelete_losesAnAsset() {
    Weakening weakening =
        new Weakening(
            steps -> steps,
            store -> new WeakenedStore.Rewritten(store, "/plan.json", Readings::settles),
            store -> store,
            clock -> clock,
            Duration.ZERO,
            false);

    assertLoses(new ExploredShop(weakening).publish().prune().with(1, 0));
  }

  @Test
  void plan_thatIsClosedWhileItsPruneMaySend_losesAnAsset() {
    Weakening weakening =
        new Weakening(
            steps -> steps,
            store -> store,
            store -> store,
            clock -> new WeakenedClock.Fast(clock),
            ExploredState.TICK,
            false);

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void plan_thatIsClosedAtItsLimit_losesAnAsset() {
    Weakening weakening =
        prune(store -> new WeakenedStore.Rewritten(store, "/plan.json", Readings::doesNotSettle));

    assertLoses(new ExploredShop(weakening).publish().prune().with(1, 1).underWay(2));
  }

  @Test
  void attempt_thatLooksAtOnePlanOfTwo_losesAnAsset() {
    Weakening weakening =
        attempt(
            store -> new WeakenedStore.Hiding(store, StoreLayout.PLANS, Readings::ofLastFolder));

    assertLoses(new ExploredShop(weakening).activate().prune().prune().switching(3));
  }

  @Test
  void attempt_thatDoesNotWait_losesAnAsset() {
    Weakening weakening = attempt(store -> new WeakenedStore.Believing(store, "/done.json"));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void attempt_thatListsBeforeItWaits_losesAnAsset() {
    Weakening weakening =
        attempt(store -> new WeakenedStore.OldObjects(store, StoreLayout.PLANS, "js/"));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void prune_thatIgnoresOldAttempts_losesAnAsset() {
    Weakening weakening = prune(Readings::withoutOldAttempts);

    assertLoses(new ExploredShop(weakening).abandoning().activate().prune().ticking(1));
  }

  @Test
  void attempt_thatIsReadyThoughGivenUp_losesAnAsset() {
    Weakening weakening = attempt(store -> new WeakenedStore.Overwriting(store, "/outcome.json"));

    assertLoses(new ExploredShop(weakening).abandoning().activate().prune().ticking(1));
  }

  @Test
  void activation_thatCountsWithoutItsAttempt_losesAnAsset() {
    Weakening weakening =
        new Weakening(it -> it, it -> it, it -> it, it -> it, ExploredState.TICK, true);

    assertLoses(new ExploredShop(weakening).abandoning().activate().prune().ticking(1));
  }

  @Test
  void pins_ofWhichOneIsLeftPerRelease_loseAnAsset() {
    Weakening weakening = attempt(store -> new WeakenedStore.Replacing(store, StoreLayout.PINS));
    ExploredShop shop = new ExploredShop(weakening).abandoning().pin().pin().prune();

    assertLoses(shop.ticking(1).switching(1));
  }

  @Test
  void plan_thatDropsReleases_losesAnAsset() {
    Weakening weakening = steps(steps -> before(steps, LookAgain.class, WeakeningsTest::dropAll));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void plan_thatDropsOpenAttempts_losesAnAsset() {
    Weakening weakening = steps(steps -> before(steps, LookAgain.class, WeakeningsTest::dropOpen));

    assertLoses(new ExploredShop(weakening).activate().prune());
  }

  @Test
  void attempt_thatNeverClosesADeadPlan_waitsForEver() {
    Weakening weakening =
        new Weakening(
            steps -> steps,
            store -> store,
            store -> store,
            clock -> new WeakenedClock.Stopped(clock),
            ExploredState.TICK,
            false);

    Exploration.Result result = new ExploredShop(weakening).activate().prune().with(0, 1).explore();

    assertThat(result.fault()).hasValueSatisfying(it -> assertThat(it).contains("for ever"));
  }

  private static void assertLoses(ExploredShop shop) {
    Exploration.Result result = shop.most(200_000).explore();

    System.out.printf("a file is lost after %,d states%n", result.states());
    assertThat(result.fault()).hasValueSatisfying(it -> assertThat(it).contains("lacks"));
  }

  private static Weakening steps(UnaryOperator<List<PruneStep>> steps) {
    return new Weakening(steps, it -> it, it -> it, it -> it, ExploredState.TICK, false);
  }

  private static Weakening prune(UnaryOperator<AssetStore> store) {
    return new Weakening(it -> it, store, it -> it, it -> it, ExploredState.TICK, false);
  }

  private static Weakening attempt(UnaryOperator<AssetStore> store) {
    return new Weakening(it -> it, it -> it, store, it -> it, ExploredState.TICK, false);
  }

  private static List<PruneStep> without(List<PruneStep> steps, Class<?> which) {
    return steps.stream().filter(step -> !which.isInstance(step)).toList();
  }

  private static List<PruneStep> before(List<PruneStep> steps, Class<?> which, PruneStep another) {
    List<PruneStep> more = new ArrayList<>();
    for (PruneStep step : steps) {
      if (which.isInstance(step)) {
        more.add(another);
      }
      more.add(step);
    }
    return more;
  }

  private static AssetStore firstLookEarly(AssetStore store, String folder) {
    return new WeakenedStore.EarlyList(store, folder, StoreLayout.RELEASES, 1);
  }

  private static void dropAll(PruneRun run) {
    run.dropped().addAll(run.roots().again(run.visitor()).ready(run.verdict().ended().keySet()));
  }

  private static void dropOpen(PruneRun run) {
    run.roots()
        .again(run.visitor())
        .releases()
        .filter(release -> run.verdict().ended().containsKey(release.release()))
        .flatMap(release -> Roots.open(release).stream())
        .forEach(open -> run.dropped().add(new OutcomeName(open.release(), open.attempt())));
  }

  /** What readers and writers take records for. */
  private static final class Readings {

    static String settles(String plan) {
      return plan.replace("\"settle\":\"PT0S\"", "\"settle\":\"PT5M\"");
    }

    static String doesNotSettle(String plan) {
      return plan.replace("\"settle\":\"PT5M\"", "\"settle\":\"PT0S\"");
    }

    static List<Entry> ofLastFolder(List<Entry> plans) {
      Function<Entry, String> folder = entry -> entry.key().value().split("/")[2];
      return plans.stream()
          .filter(it -> folder.apply(it).equals(folder.apply(plans.get(plans.size() - 1))))
          .toList();
    }

    static AssetStore withoutOldAttempts(AssetStore store) {
      return new WeakenedStore.Hiding(
          store,
          StoreLayout.RELEASES,
          entries -> {
            Instant now = ExploredShop.BEGIN.plusNanos(((ReplayedProcess) store).nanoTime());
            Set<RecordName<?>> ended = new HashSet<>();
            entries.forEach(entry -> RecordName.parse(entry.key()).ifPresent(ended::add));
            return entries.stream().filter(entry -> !isOld(entry, ended, now)).toList();
          });
    }

    private static boolean isOld(Entry entry, Set<RecordName<?>> ended, Instant now) {
      return RecordName.parse(entry.key())
          .filter(OpenName.class::isInstance)
          .map(OpenName.class::cast)
          .filter(open -> !ended.contains(new OutcomeName(open.release(), open.attempt())))
          .filter(open -> entry.lastModified().isBefore(now))
          .isPresent();
    }
  }
}
