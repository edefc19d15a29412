package io.passthrough.core.lease;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Entry;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.record.StoredRecord;
import io.passthrough.core.store.StoreOperations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lists and reads the leases of a store, several at once. Thread-safe. */
public final class LeaseReader {

  private final AssetStore store;
  private final RecordStore records;
  private final Workers workers;

  /**
   * Makes a reader.
   *
   * @param store the store, which the caller closes
   * @param workers who reads
   * @param clock tells which times have not come
   */
  public LeaseReader(AssetStore store, Workers workers, Clock clock) {
    this.store = store;
    this.records = new RecordStore(store, clock);
    this.workers = workers;
  }

  /**
   * Reads every lease.
   *
   * @return those that there are, whether they count or not, in no order
   * @throws PassthroughException when one cannot be read, or is of another version: any release may
   *     be in it
   * @throws AssetStoreException when the store cannot be read
   */
  public List<HeldLease> all() {
    List<LeaseName> names =
        StoreOperations.list(store, StoreLayout.LEASES).stream()
            .map(Entry::key)
            .flatMap(key -> LeaseName.parse(key.value()).stream())
            .toList();
    Queue<HeldLease> leases = new ConcurrentLinkedQueue<>();
    workers.forEach(names, name -> read(name).ifPresent(leases::add));
    return List.copyOf(leases);
  }

  private Optional<HeldLease> read(LeaseName name) {
    try {
      StoredRecord<Lease> read = records.readStored(name);
      return Optional.of(new HeldLease(name, read.value(), read.time()));
    } catch (PassthroughException e) {
      throw new PassthroughException(
          e.kind(),
          String.valueOf(e.getMessage()),
          "let the newest version prune; or delete the object, when the gateway that put it is gone",
          e);
    } catch (AssetStoreException e) {
      if (e.kind() == AssetStoreException.Kind.NOT_FOUND) {
        return Optional.empty(); // given back since it was listed
      }
      throw e;
    }
  }
}
