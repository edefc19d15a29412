package io.passthrough.core.prune;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.attempt.PlanWatch;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.PlanName;
import io.passthrough.core.record.PrunePlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * g0: reads everything that makes a release stay, closes the plans of prunes that are long dead,
 * and refuses where the records do not tell everything.
 */
final class ReadRoots implements PruneStep {

  static final String CANNOT = "Cannot prune";

  @Override
  public void run(PruneRun run) {
    PipelineContext context = run.context();
    Instant now = context.records().now();
    var unused = PlanWatch.begin(context, CANNOT).closeDead(now);
    PlanListing plans = context.records().plans();
    run.plans(plans, read(context, plans));
    Roots roots = Roots.read(context, run.visitor());
    run.roots(roots, now);
    new RootCheck(roots, run.dropped()).run(now.plus(run.settle()));
    roots.snapshot().warnings().forEach(run.progress()::warn);
  }

  /** Attempts that a plan has ended are ended for good, whatever became of the plan. */
  private static Map<PlanName, PrunePlan> read(PipelineContext context, PlanListing plans) {
    Map<PlanName, PrunePlan> read = new HashMap<>();
    for (PlanName name : plans.plans().keySet()) {
      try {
        read.put(name, context.records().read(name));
      } catch (AssetStoreException e) {
        if (e.kind() != AssetStoreException.Kind.NOT_FOUND) {
          throw e;
        }
      } catch (PassthroughException e) {
        throw new PassthroughException(
            Kind.IO,
            CANNOT + ": it is unknown what a plan has ended. " + e.getMessage(),
            "restore it from a backup",
            e);
      }
    }
    return read;
  }
}
