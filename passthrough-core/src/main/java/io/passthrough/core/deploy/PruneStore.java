package io.passthrough.core.deploy;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.Failure;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.prune.PruneRefusedException;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.Pruner;
import io.passthrough.core.text.Sizes;

/**
 * Deletes what no kept release needs: last, so that a failed check deletes nothing. The release is
 * deployed by then, so what fails here is a warning, but for a prune that is refused again and
 * again.
 *
 * @param context what it works with
 */
record PruneStore(DeployContext context) implements DeployStep {

  /** The prune that is refused for this time in a row ends the deployment. */
  private static final int MOST_REFUSED = 3;

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public StepEnding run(DeployRun run) {
    DeployPlan.Pruning wish = context.plan().pruning();
    if (!wish.isWanted()) {
      return StepEnding.skipped(context.plan().words().notPruned());
    }
    try {
      return prune(run);
    } catch (PassthroughException | AssetStoreException e) {
      if (wish.isStrict() || isRefusedTooOften(e)) {
        throw e;
      }
      Failure failure = Failure.of(e);
      return StepEnding.warning(failure.message() + "; " + failure.next());
    }
  }

  /** A store that only grows is nobody's wish: somebody has to look. */
  private static boolean isRefusedTooOften(RuntimeException reason) {
    return reason instanceof PruneRefusedException refused && refused.count() >= MOST_REFUSED;
  }

  private StepEnding prune(DeployRun run) {
    PruneResult result =
        new Pruner(context.store(), context.concurrency(), context.listener())
            .prune(context.configuration().retention(), false);
    run.pruned(result);
    return StepEnding.done(
        "%s files deleted, %s; %s stay"
            .formatted(
                Sizes.count(result.deleted().size()),
                Sizes.bytes(result.deletedBytes()),
                Sizes.count(result.kept())));
  }
}
