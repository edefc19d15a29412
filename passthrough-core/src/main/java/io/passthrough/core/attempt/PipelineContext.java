package io.passthrough.core.attempt;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Journal;
import io.passthrough.core.record.JournalEntry;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordSnapshot;
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

  /** Lists all records. */
  public RecordSnapshot snapshot() {
    return RecordSnapshot.list(records, workers);
  }

  /**
   * Tells the others of a run that has committed, and sums up what it has read for the next ones.
   * The run has done its work: what fails here is a warning.
   */
  public void afterCommit(Run run, RecordSnapshot snapshot) {
    try {
      new Journal(store).add(new JournalEntry(run.action(), run.release()), now());
    } catch (AssetStoreException e) {
      run.progress()
          .warn("Gateways see it minutes later, as they cannot be told: " + e.getMessage());
    }
    try {
      snapshot.putCheckpoint(now());
    } catch (AssetStoreException e) {
      run.progress()
          .warn("Every run reads all records, as they cannot be summed up: " + e.getMessage());
    }
  }

  Instant now() {
    return clock.instant();
  }
}
