package io.passthrough.tck;

import static io.passthrough.tck.Deployments.LAST;
import static io.passthrough.tck.Deployments.ONE;
import static io.passthrough.tck.Deployments.SHARED;
import static io.passthrough.tck.Deployments.TWO;
import static io.passthrough.tck.Deployments.deploy;
import static io.passthrough.tck.Deployments.hold;
import static io.passthrough.tck.Deployments.lack;
import static io.passthrough.tck.Deployments.prune;
import static io.passthrough.tck.Deployments.releases;
import static io.passthrough.tck.Deployments.site;
import static io.passthrough.tck.Expect.same;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.tck.HaltedPrune.Step;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is lost by prunes beside other runs, and by prunes that fail: nothing. */
final class PruneFaultCases {

  private static final String RECORDS_OF_ONE = ".passthrough/releases/one/";

  private PruneFaultCases() {}

  static List<TckCase> all() {
    return List.of(
        core("retention.rollback-during-prune", "V4", "O7")
            .shows("a rollback that begins when its release is planned to go keeps it whole")
            .usualCause("what another handle has just put is not listed yet")
            .body(PruneFaultCases::rollbackDuringPrune),
        core("retention.publish-during-prune", "V4", "O7")
            .shows("a publish that needs what a prune is deleting waits for it and ends whole")
            .usualCause("what another handle has just put is not listed yet")
            .body(PruneFaultCases::publishDuringPrune),
        core("retention.two-prunes", "D2")
            .shows("of two prunes at once, the later finds deleted what it deletes, and ends well")
            .usualCause("a delete of an absent object is told as a failure")
            .body(PruneFaultCases::twoPrunes),
        core("retention.cut-off-prune", "C4", "D1")
            .shows("what a killed prune has left goes with the next, and can be published again")
            .usualCause("a deleted object keeps its name from being created")
            .body(PruneFaultCases::cutOff),
        core("retention.late-delete", "V4", "D1")
            .shows("a publish waits for a delete that takes effect late, and ends whole")
            .usualCause("a listing is kept for the next one who asks")
            .body(PruneFaultCases::lateDelete),
        core("retention.lost-delete-answer", "D1", "D5")
            .shows("a prune that does not learn what it has deleted is finished by the next")
            .usualCause("a deleted object is still found for a while")
            .body(PruneFaultCases::lostDeleteAnswer),
        core("retention.partial-delete", "D4")
            .needs(HarnessOption.UNDELETABLE)
            .shows("what could not be deleted keeps its records, and goes with the next prune")
            .usualCause("a failure within an answer is taken for success")
            .body(PruneFaultCases::partialDelete));
  }

  static TckCase.Builder core(String id, String... rules) {
    return TckCase.of(id, rules)
        .with(Capability.CREATE_IF_ABSENT)
        .with(Capability.STRONG_CONSISTENCY);
  }

  static boolean isRecord(AssetKey key) {
    return key.value().startsWith(".passthrough/");
  }

  private static RecordingStore deployTwo(CaseContext context) throws IOException {
    RecordingStore store = context.store();
    deploy(store, "one", ONE, SHARED, LAST);
    deploy(store, "two", TWO, SHARED);
    return store;
  }

  private static void rollbackDuringPrune(CaseContext context)
      throws IOException, InterruptedException {
    RecordingStore store = deployTwo(context);
    RecordingStore other = context.second();
    AssetStore guarded = other.guarded();
    HaltedPrune prune = HaltedPrune.at(Step.PLANNED, context, store);

    String now =
        other
            .call("roll back", () -> Site.rollback(guarded, prune.clockOfOther()))
            .succeeds()
            .release()
            .value();
    prune.end().succeeds();

    same("the current release", "one", now);
    hold(other, ONE, SHARED, LAST, TWO);
    releases(other, "one READY [default]", "two READY []");
  }

  private static void publishDuringPrune(CaseContext context)
      throws IOException, InterruptedException {
    RecordingStore store = deployTwo(context);
    RecordingStore other = context.second();
    HaltedPrune prune = HaltedPrune.at(Step.DELETING, context, store);

    publishOne(other, prune.clockOfOther());
    prune.end().succeeds();

    isWhole(other);
  }

  private static void publishOne(RecordingStore by, SkippingClock clock) throws IOException {
    AssetStore guarded = by.guarded();
    try (Site site = site(ONE, SHARED, LAST)) {
      by.call("publish 'one' again", () -> site.publish(guarded, "one", clock)).succeeds();
    }
  }

  private static void isWhole(RecordingStore store) {
    hold(store, ONE, SHARED, LAST, TWO);
    releases(store, "one READY []", "two READY [default]");
  }

  /** Fails unless of the first release nothing is left, and all of the second. */
  private static void isPruned(RecordingStore store) {
    lack(store, ONE, LAST);
    hold(store, SHARED, TWO);
    same("the records of 'one'", List.of(), store.keys(RECORDS_OF_ONE));
    releases(store, "two READY [default]");
  }

  private static void twoPrunes(CaseContext context) throws IOException, InterruptedException {
    RecordingStore store = deployTwo(context);
    HaltedPrune first = HaltedPrune.at(Step.DELETING, context, store);

    prune(context.second());
    first.end().succeeds();

    isPruned(store);
  }

  private static void cutOff(CaseContext context) throws IOException {
    RecordingStore store = deployTwo(context);
    RecordingStore other = context.second();

    fails(store, new Killed(store.guarded()));
    hold(other, SHARED, TWO);
    publishOne(other, SkippingClock.create());
    isWhole(store);
    prune(other);

    isPruned(store);
    same("the plans", List.of(), store.keys(".passthrough/plans/"));
  }

  private static void lateDelete(CaseContext context) throws IOException, InterruptedException {
    RecordingStore store = deployTwo(context);
    RecordingStore other = context.second();
    HaltedPrune prune = HaltedPrune.at(Step.SETTLING, context, store);

    publishOne(other, prune.clockOfOther());
    prune.end().refused(Kind.UNAVAILABLE);

    isWhole(other);
  }

  private static void lostDeleteAnswer(CaseContext context) throws IOException {
    RecordingStore store = deployTwo(context);

    fails(store, new LosesAnswer(store.guarded()));
    prune(context.second());

    isPruned(store);
  }

  private static void partialDelete(CaseContext context) throws IOException {
    RecordingStore store = deployTwo(context);
    Set<AssetKey> stuck = Set.of(AssetKey.of(ONE));
    var undeletable = context.harness().undeletable().orElseThrow();
    try (AssetStore weak = undeletable.apply(context.namespace(), stuck)) {
      RecordingStore handle = context.recorded(weak, "a handle that cannot delete all: ");
      fails(handle, handle.guarded());
    }
    hold(store, ONE, SHARED, TWO);

    prune(context.second());

    isPruned(store);
  }

  /** Prunes where that cannot end well. */
  private static void fails(RecordingStore by, AssetStore through) {
    CallResult<PruneResult> result = Deployments.pruning(by, through, SkippingClock.create());
    if (result.worked()) {
      throw new TckFailure(result.what(), "a failure", CallResult.SUCCESS);
    }
  }

  /** A process that is killed when it has deleted the first of several files. */
  private static final class Killed extends Forwarding {
    private boolean isDead;

    Killed(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      requireAlive();
      return super.put(key, content, headers, condition);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      requireAlive();
      List<AssetKey> files = keys.stream().filter(key -> !isRecord(key)).sorted().toList();
      if (files.isEmpty()) {
        return super.delete(keys);
      }
      var unused = super.delete(files.subList(0, 1));
      isDead = true;
      throw dead();
    }

    private void requireAlive() {
      if (isDead) {
        throw dead();
      }
    }

    private static IllegalStateException dead() {
      return new IllegalStateException("the process was killed");
    }
  }

  /** A handle that carries out what is deleted first, and never says so. */
  private static final class LosesAnswer extends Forwarding {
    private boolean hasLost;

    LosesAnswer(AssetStore store) {
      super(store);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      Map<AssetKey, AssetStoreException> failures = super.delete(keys);
      if (hasLost || keys.stream().allMatch(PruneFaultCases::isRecord)) {
        return failures;
      }
      hasLost = true;
      throw AssetStoreException.of(Kind.UNAVAILABLE, "delete", toString()).because("no answer");
    }
  }
}
