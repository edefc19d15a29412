package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.prune.PruneResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A prune in a thread of its own that halts at one step, as a process does that the machine
 * suspends, until it is let go on.
 */
final class HaltedPrune {

  /** Where it halts. */
  enum Step {
    /** Its plan is there, and it has not looked again yet. */
    PLANNED,
    /** It is about to delete the first file. */
    DELETING,
    /** A delete had no answer, takes effect late, and is waited for. */
    SETTLING
  }

  private final Step step;
  private final CountDownLatch halted = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Future<CallResult<PruneResult>> run;
  private boolean hasHalted;

  private HaltedPrune(CaseContext context, RecordingStore by, Step step) {
    this.step = step;
    Halting store = new Halting(by.guarded());
    SkippingClock clock = new SkippingClock(store::settle);
    this.run = context.start(() -> run(by, store, clock));
  }

  private CallResult<PruneResult> run(RecordingStore by, Halting store, SkippingClock clock) {
    try {
      return Deployments.pruning(by, store, clock);
    } finally {
      halted.countDown();
    }
  }

  /** Starts a prune, and returns when it has halted. */
  static HaltedPrune at(Step step, CaseContext context, RecordingStore by)
      throws InterruptedException {
    HaltedPrune prune = new HaltedPrune(context, by, step);
    prune.halted.await();
    if (!prune.hasHalted) {
      String end = CaseContext.result(prune.run).ending();
      throw new TckFailure("the prune", "it comes to the step " + step, end);
    }
    return prune;
  }

  /** Lets it go on, if it has not yet, and returns how it has ended. */
  CallResult<PruneResult> end() {
    goOn.countDown();
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The thread of the prune broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a prune ends", e);
    }
  }

  /** Returns the clocks of a process that lets it end while it waits for it. */
  SkippingClock clockOfOther() {
    return new SkippingClock(this::end);
  }

  private void halt(Step reached) {
    if (reached != step || hasHalted) {
      return;
    }
    hasHalted = true;
    halted.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The prune's way to the store. */
  private final class Halting extends Forwarding {
    private final List<AssetKey> late = new ArrayList<>();

    Halting(AssetStore store) {
      super(store);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      if (key.value().startsWith(".passthrough/plans/")) {
        halt(Step.PLANNED);
      }
      return version;
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      if (keys.stream().allMatch(PruneFaultCases::isRecord)) {
        return super.delete(keys);
      }
      halt(Step.DELETING);
      if (step != Step.SETTLING) {
        return super.delete(keys);
      }
      late.addAll(keys);
      throw AssetStoreException.of(Kind.UNAVAILABLE, "delete", toString()).because("no answer");
    }

    /** Carries out what had no answer. */
    void settle() {
      halt(Step.SETTLING);
      if (!late.isEmpty()) {
        var unused = super.delete(List.copyOf(late));
        late.clear();
      }
    }
  }
}
