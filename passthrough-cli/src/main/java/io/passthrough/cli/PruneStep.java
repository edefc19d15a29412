package io.passthrough.cli;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.prune.PruneRefusedException;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.Pruner;

/**
 * Deletes what no kept release needs: last, so that a failed check deletes nothing. The release is
 * deployed by then, so what fails here is a warning, but for a prune that is refused again and
 * again.
 *
 * @param context what it works with
 * @param wish whether at all
 */
record PruneStep(DeployContext context, Wish wish) implements DeployStep {

  /** The prune that is refused for this time in a row ends the deployment. */
  private static final int MOST_REFUSED = 3;

  /**
   * What the command line says of the prune.
   *
   * @param isWanted whether to prune
   * @param isStrict whether a failure ends the command with it
   */
  record Wish(boolean isWanted, boolean isStrict) {}

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public Ending run(DeployRun run) {
    if (!wish.isWanted()) {
      return Ending.skipped("--no-prune");
    }
    try {
      return prune(run);
    } catch (PassthroughException | AssetStoreException e) {
      if (wish.isStrict() || isRefusedTooOften(e)) {
        throw e;
      }
      Failure failure = Failure.of(e);
      return Ending.warning(failure.message() + "; " + failure.next());
    }
  }

  /** A store that only grows is nobody's wish: somebody has to look. */
  private static boolean isRefusedTooOften(RuntimeException reason) {
    return reason instanceof PruneRefusedException refused && refused.count() >= MOST_REFUSED;
  }

  private Ending prune(DeployRun run) {
    Session session = context.session();
    PruneResult result =
        new Pruner(context.store(), context.concurrency(), session.warnings())
            .prune(context.configuration().retention(), false);
    run.pruned(result);
    return Ending.done(
        "%s files deleted, %s; %s stay"
            .formatted(
                Sizes.count(result.deleted().size()),
                Sizes.bytes(result.deletedBytes()),
                Sizes.count(result.kept())));
  }
}
