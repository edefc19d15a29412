package io.passthrough.core.prune;

import io.passthrough.api.AssetStore;
import io.passthrough.api.Capability;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.Workers;
import io.passthrough.core.attempt.DryRunStore;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.Progress;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.retention.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deletes what no kept release needs. Thread-safe; several may run on one store at once. */
public final class Pruner {

  static final List<PruneStep> STEPS =
      List.of(
          new ReadRoots(), // g0
          new AbandonAttempts(), // g0
          new ReadForgotten(), // g0
          new CondemnObjects(), // g0
          new GuardShares(), // g0
          new PutPlan(), // g1
          new LookAgain(), // g2
          new GuardShares(), // g2
          new RecordDeletions(), // g4
          new DeleteObjects(), // g4
          new DeleteRecords(), // g4
          new DeleteForgotten(), // g4
          new PutDone(), // g5
          new RemovePlans(),
          new PutCheckpoint(),
          new SweepLeftovers());

  private static final Set<Capability> REQUIRED =
      Set.of(Capability.CREATE_IF_ABSENT, Capability.STRONG_CONSISTENCY);

  private final AssetStore store;
  private final Workers workers;
  private final PipelineListener listener;
  private final ProcessClock clock;
  private final List<PruneStep> steps;

  /**
   * Makes a pruner.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are looked at at once, at least 1
   * @param listener told what happens
   */
  public Pruner(AssetStore store, int concurrency, PipelineListener listener) {
    this(store, concurrency, listener, ProcessClock.system());
  }

  /**
   * Makes a pruner with clocks of its own.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many objects are looked at at once, at least 1
   * @param listener told what happens
   * @param clock the clocks of its process
   */
  public Pruner(AssetStore store, int concurrency, PipelineListener listener, ProcessClock clock) {
    this(store, new Workers(concurrency), listener, clock, STEPS);
  }

  private Pruner(
      AssetStore store,
      Workers workers,
      PipelineListener listener,
      ProcessClock clock,
      List<PruneStep> steps) {
    this.store = store;
    this.workers = workers;
    this.listener = listener;
    this.clock = clock;
    this.steps = List.copyOf(steps);
  }

  /** Returns one that takes other steps: what a protocol is worth shows where one is left out. */
  Pruner with(List<PruneStep> others) {
    return new Pruner(store, workers, listener, clock, others);
  }

  /**
   * Deletes what the policy does not keep.
   *
   * @param config the policy
   * @param force whether the guards by shares are off
   * @return what was done
   * @throws PassthroughException when a guard refuses, or records do not tell everything
   */
  public PruneResult prune(RetentionConfig config, boolean force) {
    requireStrongLists();
    return run(store, new PruneRules(config, force, false));
  }

  /**
   * Returns what a prune would do, and changes nothing.
   *
   * @param config the policy
   * @return what would be done
   */
  public PruneResult dryRun(RetentionConfig config) {
    return run(new DryRunStore(store, clock.wall()), new PruneRules(config, false, true));
  }

  /** A list that is late could hide an attempt that has begun, and with it what it needs. */
  private void requireStrongLists() {
    if (!store.capabilities().containsAll(REQUIRED)) {
      throw new PassthroughException(
          Kind.REFUSED,
          "Cannot prune "
              + store
              + ": it does not promise that lists show what was just put, and that only what is"
              + " absent is created, so files that are needed could go",
          "name a store that does; 'passthrough doctor' says what a store promises");
    }
  }

  private PruneResult run(AssetStore through, PruneRules rules) {
    Instant now = StoreTime.now(through);
    RecordStore records = new RecordStore(through, Clock.fixed(now, ZoneOffset.UTC));
    PipelineContext context = new PipelineContext(through, records, workers, clock);
    PruneRun run = new PruneRun(context, rules, new Progress(listener));
    try {
      steps.forEach(step -> step.run(run));
    } catch (RuntimeException e) {
      end(run, e);
      throw e;
    }
    return result(run);
  }

  private static void end(PruneRun run, RuntimeException reason) {
    try {
      PutDone.end(run);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static PruneResult result(PruneRun run) {
    BitSet kept = run.staying();
    Map<ReleaseName, String> releases = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    run.kept().forEach((release, reasons) -> releases.put(release, text(reasons)));
    KeyReport report = new KeyReport(run);
    return new PruneResult(
        report.gone(),
        run.table().size(run.verdict().objects()),
        kept.cardinality(),
        run.table().size(kept),
        run.rules().isDryRun() ? report.stays() : List.of(),
        releases,
        run.verdict().ended(),
        run.rules().isDryRun(),
        run.progress().warnings());
  }

  private static String text(List<Reason> reasons) {
    return reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
  }
}
