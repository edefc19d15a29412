package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.RecordName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Deletes single records that were set aside as long ago as a replaced release stays, and then
 * their markers: nobody has counted them since.
 */
final class DeleteForgotten implements PruneStep {

  @Override
  public void run(PruneRun run) {
    Instant since = run.now().minus(run.rules().config().kept().maxAge());
    List<ForgottenName> old =
        run.roots().snapshot().listing().forgotten().entrySet().stream()
            .filter(marker -> !marker.getValue().isAfter(since))
            .map(Map.Entry::getKey)
            .filter(marker -> marker.release().isEmpty())
            .filter(marker -> marker.record().filter(name -> !isHighest(run, name)).isPresent())
            .toList();
    if (old.isEmpty()) {
      return;
    }
    List<AssetKey> records =
        old.stream().flatMap(marker -> marker.record().stream()).map(RecordName::key).toList();
    if (run.context().store().delete(records).isEmpty()) {
      var unused = run.context().store().delete(old.stream().map(ForgottenName::key).toList());
    }
  }

  /** The highest of an environment stays: the next number comes after it. */
  private static boolean isHighest(PruneRun run, RecordName<?> name) {
    return name instanceof ActivationName activation
        && activation.number() == run.roots().snapshot().highest(activation.environment());
  }
}
