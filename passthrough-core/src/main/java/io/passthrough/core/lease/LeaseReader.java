package io.passthrough.core.lease;

import io.passthrough.api.AssetStoreException;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lists and reads the leases of a store, several at once. Thread-safe. */
public final class LeaseReader {

  private final RecordStore records;
  private final Workers workers;

  /**
   * Makes a reader.
   *
   * @param records where the leases are
   * @param workers who reads
   */
  public LeaseReader(RecordStore records, Workers workers) {
    this.records = records;
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
    Queue<HeldLease> leases = new ConcurrentLinkedQueue<>();
    workers.forEach(records.leases(), name -> read(name).ifPresent(leases::add));
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
