package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.core.prune.PruneRun.OwnPlan;
import io.passthrough.core.record.DoneName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes plans that have ended, when none of the attempts that they end is recorded any more, and
 * what refused prunes have left. A plan goes before its {@code done}, so that it is never one that
 * nobody has ended.
 */
final class RemovePlans implements PruneStep {

  @Override
  public void run(PruneRun run) {
    List<PlanName> over = new ArrayList<>();
    Set<OutcomeName> own = run.own().map(it -> it.plan().drops()).orElse(Set.of());
    for (Map.Entry<PlanName, PrunePlan> entry : run.plans().entrySet()) {
      boolean isDone = run.plansListed().done().containsKey(entry.getKey().done());
      if (isDone && isOver(run, entry.getValue(), own)) {
        over.add(entry.getKey());
      }
    }
    run.own()
        .filter(it -> isOver(run, it.plan(), Set.of()))
        .map(OwnPlan::name)
        .ifPresent(over::add);
    remove(run, over);
  }

  /** Returns whether a plan names nothing that is recorded, or that another plan does not name. */
  private static boolean isOver(PruneRun run, PrunePlan plan, Set<OutcomeName> elsewhere) {
    RecordStore records = run.context().records();
    return plan.drops().stream()
        .filter(drop -> !elsewhere.contains(drop))
        .noneMatch(drop -> isRecorded(run, records, drop));
  }

  private static boolean isRecorded(PruneRun run, RecordStore records, OutcomeName drop) {
    boolean wasListed =
        run.roots().snapshot().listed().contains(drop)
            || run.roots().snapshot().listing().hidden().containsKey(drop);
    return wasListed && records.has(drop);
  }

  private static void remove(PruneRun run, List<PlanName> over) {
    List<AssetKey> plans = over.stream().map(PlanName::key).toList();
    if (!run.context().store().delete(plans).isEmpty()) {
      return;
    }
    List<AssetKey> done = new ArrayList<>(over.stream().map(it -> it.done().key()).toList());
    for (DoneName name : run.plansListed().done().keySet()) {
      if (!run.plansListed().plans().containsKey(new PlanName(name.plan()))) {
        done.add(name.key());
      }
    }
    var unused = run.context().store().delete(done);
  }
}
