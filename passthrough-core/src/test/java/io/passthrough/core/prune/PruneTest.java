package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.CURRENT_ONLY;
import static io.passthrough.core.prune.PrunedShop.own;
import static io.passthrough.core.prune.PrunedShop.settling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.store.ForwardingStore;
import io.passthrough.core.store.HookedStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruneTest {

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void deployThree() {
    shop.deploy("one");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("three");
    shop.clock.pass(Duration.ofDays(1));
  }

  @Test
  void prune_ofReplacedReleases_leavesWhatIsShared() {
    PruneResult result = shop.prune(CURRENT_ONLY);

    assertThat(result.deleted()).hasSize(4);
    assertThat(shop.has(own("one"))).isFalse();
    assertThat(shop.has(own("two"))).isFalse();
    assertThat(shop.has(own("three"))).isTrue();
    assertThat(shop.has("js/shared.0a1b2c3d.js")).isTrue();
    assertThat(shop.keys(".passthrough/files/")).hasSize(1);
    assertThat(shop.releases()).containsExactly("three");
  }

  @Test
  void prune_ofReleases_takesTheirRecordsInTheEnd() {
    shop.prune(CURRENT_ONLY);

    assertThat(shop.keys(".passthrough/releases/one/")).isEmpty();
    assertThat(shop.keys(".passthrough/releases/two/")).isEmpty();
    assertThat(shop.keys(".passthrough/activations/"))
        .containsExactly(".passthrough/activations/default/000000000003.json");
    assertThat(shop.keys(".passthrough/plans/")).isEmpty();
    assertThat(shop.keys(".passthrough/probes/")).isEmpty();
  }

  @Test
  void prune_ofAStoreWhoseListsMayBeOld_isRefusedAndDeletesNothing() {
    PrunedShop late =
        shop.through(HookedStore.counting(shop.memory).with(Set.of(Capability.CREATE_IF_ABSENT)));

    PassthroughException refusal =
        catchThrowableOfType(PassthroughException.class, () -> late.prune(CURRENT_ONLY));

    assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refusal).hasMessageContaining("lists show what was just put");
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.keys(".passthrough/plans/")).isEmpty();
  }

  @Test
  void prune_again_findsNothing() {
    shop.prune(CURRENT_ONLY);

    PruneResult again = shop.prune(CURRENT_ONLY);

    assertThat(again.deleted()).isEmpty();
    assertThat(again.ended()).isEmpty();
  }

  @Test
  void prune_ofAnotherToolsObject_leavesIt() {
    shop.delete(own("one"));
    shop.memory.put(
        AssetKey.of(own("one")),
        Content.of(Builds.bytes("own of one")),
        AssetHeaders.of("text/javascript"),
        PutCondition.ALWAYS);

    shop.prune(CURRENT_ONLY);

    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.releases()).containsExactly("three");
  }

  @Test
  void prune_ofMoreThanHalf_isRefusedAndRecorded() {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.pruner.prune(CURRENT_ONLY, false))
        .withMessageContaining("2 of 3 releases would go, more than half")
        .matches(e -> e.kind() == Kind.REFUSED);
    assertThat(shop.keys(".passthrough/plans/")).singleElement().asString().endsWith("/done.json");
    assertThat(shop.has(own("one"))).isTrue();
  }

  @Test
  void prune_withAnUnreadableRecord_deletesNothingAndNamesIt() {
    String manifest = ".passthrough/releases/one/manifest.json";
    shop.delete(manifest);
    shop.memory.put(
        AssetKey.of(manifest),
        Content.of(Builds.bytes("{\"schema\":2,\"at\":\"2026-03-01T12:00:00Z\"}")),
        AssetHeaders.of("application/json"),
        PutCondition.ALWAYS);
    var before = shop.keys("");

    PassthroughException failure =
        catchThrowableOfType(PassthroughException.class, () -> shop.prune(CURRENT_ONLY));

    assertThat(failure).hasMessageContaining(manifest).hasMessageContaining("schema is 2");
    assertThat(failure.kind()).isEqualTo(Kind.IO);
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void prune_withAMissingManifest_deletesNothingAndNamesIt() {
    String manifest = ".passthrough/releases/one/manifest.json";
    shop.delete(manifest);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.prune(CURRENT_ONLY))
        .withMessageContaining("a record is missing that another names")
        .withMessageContaining(manifest);
    assertThat(shop.has(own("one"))).isTrue();
  }

  @Test
  void prune_besideAnActivationThatBeganAfterItsListOfAttempts_goesOnAndLeavesTheRelease() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    PrunedShop slow =
        shop.through(
            HookedStore.after(
                shop.memory,
                call -> {
                  if (call.is("list", ".passthrough/releases/") && isFirst.getAndSet(false)) {
                    shop.activate("one");
                  }
                }));

    PruneResult result = slow.prune(CURRENT_ONLY);

    assertThat(result.ended()).doesNotContainKey(ReleaseName.of("one"));
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.releases()).contains("one");
  }

  @Test
  void prune_whoseSecondListIsOvertakenByAnotherPrune_isToBeRunAgain() {
    PrunedShop overtaken = shop.through(new OvertakenList(shop));

    PassthroughException failure =
        catchThrowableOfType(PassthroughException.class, () -> overtaken.prune(CURRENT_ONLY));

    assertThat(failure).hasMessage("Cannot prune: another run is deleting records");
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(shop.has(own("two"))).isTrue();
  }

  @Test
  void publish_ofWhatADeadPruneCondemned_closesItsPlanAndPutsItAgain() {
    PrunedShop dead = shop.through(HookedStore.before(shop.memory, PruneTest::dieAtDelete));
    catchThrowableOfType(Kill.class, () -> dead.prune(CURRENT_ONLY));
    String plan = shop.keys(".passthrough/plans/").get(0);
    shop.delete(own("one"));

    PublishResult result = shop.publish("one", PrunedShop.build("one"));

    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(shop.warnings).anyMatch(it -> it.startsWith("Waiting for a prune that may delete"));
    assertThat(shop.has(plan.replace("plan.json", "done.json"))).isTrue();
  }

  @Test
  void publish_ofAReleaseThatAPruneEndsBeforeItIsOpen_putsItsManifestAgain() {
    PrunedShop late =
        shop.through(
            HookedStore.before(
                shop.memory,
                call -> {
                  if (call.is("put", "/open.json")) {
                    shop.prune(CURRENT_ONLY);
                  }
                }));

    late.publish("one", PrunedShop.build("one"));

    assertThat(shop.has(".passthrough/releases/one/manifest.json")).isTrue();
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.releases()).containsExactly("one", "three");
  }

  @Test
  void publish_whoseCommitArrivesLateAndIsEndedByAPrune_startsOver() {
    PrunedShop late = shop.through(new LateCommit(shop.memory, () -> shop.prune(CURRENT_ONLY)));

    late.publish("one", PrunedShop.build("one"));

    assertThat(shop.has(".passthrough/releases/one/manifest.json")).isTrue();
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.releases()).containsExactly("one", "three");
  }

  @Test
  void publish_whoseCommitIsSentAgainWhenAPruneHasDeletedIt_startsOver() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    PrunedShop resent =
        shop.through(
            HookedStore.after(
                shop.memory,
                call -> {
                  if (call.is("put", "/outcome.json") && isFirst.getAndSet(false)) {
                    byte[] commit = shop.bytes(call.target());
                    shop.prune(CURRENT_ONLY);
                    shop.clock.pass(Duration.ofSeconds(10));
                    shop.put(call.target(), commit);
                  }
                }));

    resent.publish("one", PrunedShop.build("one"));

    assertThat(shop.has(".passthrough/releases/one/manifest.json")).isTrue();
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.releases()).containsExactly("one", "three");
    assertThat(shop.keys(".passthrough/releases/one/attempts/")).hasSize(2);
    assertThat(shop.prune(CURRENT_ONLY).ended()).containsOnlyKeys(ReleaseName.of("one"));
  }

  @Test
  void publish_ofWhatNoPlanCondemns_doesNotWait() {
    PrunedShop dead = shop.through(HookedStore.before(shop.memory, PruneTest::dieAtDelete));
    catchThrowableOfType(Kill.class, () -> dead.prune(CURRENT_ONLY));

    shop.deploy("four");

    assertThat(shop.warnings).isEmpty();
    assertThat(shop.keys(".passthrough/plans/")).hasSize(1);
  }

  @Test
  void prune_afterOneThatWasCutOff_goesOnWithIt() {
    PrunedShop dead = shop.through(HookedStore.before(shop.memory, PruneTest::dieAtDelete));
    catchThrowableOfType(Kill.class, () -> dead.prune(CURRENT_ONLY));
    shop.clock.pass(Duration.ofDays(2));

    PruneResult result = shop.prune(CURRENT_ONLY);

    assertThat(result.deleted()).hasSize(4);
    assertThat(shop.keys(".passthrough/plans/")).isEmpty();
    assertThat(shop.releases()).containsExactly("three");
  }

  @Test
  void publish_afterAPruneThatWaitedForADeleteWithoutAnswer_putsWhatWent() {
    PrunedShop silent = shop.through(HookedStore.before(shop.memory, PruneTest::answerNoDelete));
    shop.clock.whileWaiting(() -> shop.delete(own("one")));
    catchThrowableOfType(
        AssetStoreException.class, () -> silent.prune(settling(Duration.ofMinutes(15))));

    PublishResult result = shop.publish("one", PrunedShop.build("one"));

    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(shop.has(own("one"))).isTrue();
  }

  /** What the wait is worth: the delete lands after the publish has seen the file. */
  @Test
  void publish_afterAPruneThatDidNotWaitForADeleteWithoutAnswer_losesAFile() {
    PrunedShop silent = shop.through(HookedStore.before(shop.memory, PruneTest::answerNoDelete));
    catchThrowableOfType(AssetStoreException.class, () -> silent.prune(settling(Duration.ZERO)));

    PublishResult result = shop.publish("one", PrunedShop.build("one"));
    shop.delete(own("one"));

    assertThat(result.uploaded()).isZero();
    assertThat(shop.releases()).contains("one");
    assertThat(shop.has(own("one"))).isFalse();
  }

  private static void answerNoDelete(HookedStore.Call call) {
    if (call.is("delete", "js/")) {
      throw AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "delete", "memory")
          .because("no answer");
    }
  }

  private static void dieAtDelete(HookedStore.Call call) {
    if (call.is("delete", "js/")) {
      throw new Kill();
    }
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Delivers the first commit when its sender sends the next request that changes anything. */
  private static final class LateCommit extends ForwardingStore {
    private final AssetStore store;
    private final Runnable meanwhile;
    private Optional<Runnable> underWay = Optional.empty();
    private boolean hasLost;

    LateCommit(AssetStore store, Runnable meanwhile) {
      this.store = store;
      this.meanwhile = meanwhile;
    }

    @Override
    protected AssetStore delegate() {
      return store;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      if (key.value().endsWith("/outcome.json") && !hasLost) {
        hasLost = true;
        underWay = Optional.of(() -> store.put(key, content, headers, condition));
        throw AssetStoreException.of(AssetStoreException.Kind.OUTCOME_UNKNOWN, "put", "memory")
            .because("no answer");
      }
      underWay.ifPresent(this::arrive);
      return store.put(key, content, headers, condition);
    }

    private void arrive(Runnable request) {
      underWay = Optional.empty();
      request.run();
      meanwhile.run();
    }
  }

  /** A second list of records of which the last page comes when a prune has deleted its records. */
  private static final class OvertakenList extends ForwardingStore {
    private final PrunedShop shop;
    private int lists;

    OvertakenList(PrunedShop shop) {
      this.shop = shop;
    }

    @Override
    protected AssetStore delegate() {
      return shop.memory;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = super.list(prefix, after, limit);
      if (!prefix.equals(".passthrough/releases/") || ++lists != 2) {
        return page;
      }
      String manifest = ".passthrough/releases/three/manifest.json";
      shop.keys(".passthrough/releases/three/").forEach(shop::delete);
      List<Entry> others =
          page.entries().stream().filter(entry -> !entry.key().value().equals(manifest)).toList();
      return new Page(others, page.next(), page.skipped());
    }
  }
}
