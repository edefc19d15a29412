package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.config.RetentionConfig.Timing;
import io.passthrough.core.prune.PruneRun.OwnPlan;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * g1: starts the plan's clock, and then puts the plan, acknowledged: the keys that it condemns, and
 * the attempts that it ends.
 */
final class PutPlan implements PruneStep {

  @Override
  public void run(PruneRun run) {
    if (run.verdict().isNothing()) {
      return;
    }
    Timing timing = run.rules().config().timing();
    PlanClock clock = PlanClock.start(run.context().clock(), timing.plan());
    List<AssetKey> keys = new ArrayList<>(run.keys());
    run.verdict().gone().forEach(it -> keys.add(new ManifestName(it).key()));
    Set<OutcomeName> drops = new HashSet<>(run.roots().ready(run.verdict().ended().keySet()));
    drops.addAll(run.forgotten().endedReady());
    String host = PipelineContext.hostName();
    PrunePlan plan = new PrunePlan(host, timing.plan(), timing.settle(), keys, drops);
    PlanName name = PlanName.of(run.context().clock().freshId());
    OwnPlan own = new OwnPlan(name, plan, new Deletes(run.context(), clock));
    run.own(own);
    var unused = run.context().records().putIfAbsent(own.name(), plan, run.context().now());
    run.dropped().addAll(drops);
  }
}
