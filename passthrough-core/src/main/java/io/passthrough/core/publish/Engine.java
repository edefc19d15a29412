package io.passthrough.core.publish;

import io.passthrough.api.AssetStore;
import io.passthrough.core.record.RecordStore;
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
record Engine(AssetStore store, RecordStore records, Workers workers, Clock clock) {

  static Engine of(AssetStore store, Workers workers, Clock clock) {
    return new Engine(store, new RecordStore(store), workers, clock);
  }

  Engine with(AssetStore other) {
    return of(other, workers, clock);
  }

  Ledger ledger(ReleaseVisitor visitor) {
    return Ledger.read(records, workers, visitor);
  }

  Instant now() {
    return clock.instant();
  }
}
