package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.record.Backlog;
import io.passthrough.core.record.Done;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.retention.ReleaseState;
import io.passthrough.core.snapshot.RefusedPrunes;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses to delete what looks like a mistake: everything, or more than half of the releases or of
 * the bytes. What a refused prune leaves is recorded.
 */
final class GuardShares implements PruneStep {

  private static final int MOST_RECORDED = 30;

  @Override
  public void run(PruneRun run) {
    if (run.rules().isForced() || run.verdict().isNothing()) {
      return;
    }
    reason(run).ifPresent(reason -> refuse(run, reason));
  }

  private static Optional<String> reason(PruneRun run) {
    long ready = ready(run, false);
    long ended = ready(run, true);
    long deleted = run.table().size(run.verdict().objects());
    BitSet all = run.staying();
    all.or(run.verdict().objects());
    long owned = run.table().size(all);
    if (ready > 0 && ready == ended) {
      return Optional.of("no release would be left of " + ready);
    }
    if (2 * ended > ready) {
      return Optional.of(ended + " of " + ready + " releases would go, more than half");
    }
    if (2 * deleted > owned) {
      return Optional.of(deleted + " of " + owned + " bytes would go, more than half");
    }
    return run.rules()
        .config()
        .kept()
        .maxReleases()
        .filter(most -> ended > most)
        .map(most -> ended + " releases would go, more than retention.max_releases, " + most);
  }

  /** Counts releases that are whole; one that was set aside counts until it is gone. */
  private static long ready(PruneRun run, boolean onlyEnded) {
    Stream<ReleaseName> whole =
        run.retention().history().releases().stream()
            .filter(ReleaseState::isReady)
            .map(ReleaseState::release);
    return Stream.concat(whole, run.forgotten().wereReady())
        .distinct()
        .filter(release -> !onlyEnded || isEnded(run, release))
        .count();
  }

  private static boolean isEnded(PruneRun run, ReleaseName release) {
    return run.verdict().ended().containsKey(release);
  }

  private static void refuse(PruneRun run, String reason) {
    if (run.rules().isDryRun()) {
      run.progress().warn("Without --force this prune is refused: " + reason);
      return;
    }
    long bytes = run.table().size(run.verdict().objects());
    Backlog backlog = new Backlog(reason, (int) ready(run, true), bytes);
    RefusedPrunes before =
        RefusedPrunes.read(run.context().records(), run.context().workers(), run.plansListed());
    record(run, backlog);
    forget(run, before);
    throw PruneRefusedException.of(backlog, before);
  }

  private static void record(PruneRun run, Backlog backlog) {
    Done done = Done.refused(PipelineContext.hostName(), backlog);
    PlanName name = PlanName.of(run.context().clock().freshId());
    var unused = run.context().records().putIfAbsent(name.done(), done, run.context().now());
  }

  /** So many are enough to count, however long nobody cares; the first tells since when. */
  private static void forget(PruneRun run, RefusedPrunes before) {
    if (before.count() > MOST_RECORDED) {
      var unused = run.context().store().delete(List.of(before.refused().get(1).getKey().key()));
    }
  }
}
