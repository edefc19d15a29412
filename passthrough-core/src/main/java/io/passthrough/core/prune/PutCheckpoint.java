package io.passthrough.core.prune;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.snapshot.RecordSnapshot;

/**
 * Sums up the records that are left, as a prune has read them all: the next commands need not, and
 * no checkpoint goes on telling what is gone.
 */
final class PutCheckpoint implements PruneStep {

  @Override
  public void run(PruneRun run) {
    if (run.rules().isDryRun()) {
      return;
    }
    try {
      int before = run.roots().snapshot().listed().size();
      RecordSnapshot left = run.roots().snapshot().again();
      left.sumUp(run.context().now(), Math.max(0, before - left.listed().size()));
    } catch (AssetStoreException e) {
      run.progress()
          .warn("Every run reads all records, as they cannot be summed up: " + e.getMessage());
    }
  }
}
