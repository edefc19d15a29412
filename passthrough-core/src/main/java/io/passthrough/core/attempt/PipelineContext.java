package io.passthrough.core.attempt;

import io.passthrough.api.AssetStore;
import io.passthrough.core.Workers;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.time.Clock;
import java.time.Instant;

/**
 * What every run works with.
 *
 * @param store the store
 * @param records its records
 * @param workers who puts and reads
 * @param clock the writer's clock
 */
public record PipelineContext(AssetStore store, RecordStore records, Workers workers, Clock clock) {

  /** Makes a context over a store. */
  public static PipelineContext of(AssetStore store, Workers workers, Clock clock) {
    return new PipelineContext(store, new RecordStore(store, clock), workers, clock);
  }

  /** Returns the same over another store. */
  public PipelineContext with(AssetStore other) {
    return of(other, workers, clock);
  }

  /** Reads all records, showing each release to a visitor. */
  public RecordSnapshot snapshot(ReleaseVisitor visitor) {
    return RecordSnapshot.read(records, workers, visitor);
  }

  Instant now() {
    return clock.instant();
  }
}
