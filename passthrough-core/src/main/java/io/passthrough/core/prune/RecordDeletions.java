package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.DeletionRecords;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * g4: records which immutable keys go, and with which bytes, before the first delete: a prune that
 * is cut off later has then told too much, which harms nobody, and never too little.
 */
final class RecordDeletions implements PruneStep {

  @Override
  public void run(PruneRun run) {
    Map<AssetKey, Sha256> deleted = run.immutable();
    if (run.own().isEmpty() || deleted.isEmpty() || run.rules().isDryRun()) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(run.now(), ZoneOffset.UTC);
    new DeletionRecords(run.context().store())
        .update(before -> before.and(deleted, today), run.context().now());
  }
}
