package io.passthrough.core.snapshot;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads records one by one and keeps faults apart, so that one corrupt record does not hide the
 * others. Thread-safe.
 */
public final class RecordReader {

  private final RecordStore records;
  private final Checkpoint checkpoint;
  private final boolean collects;
  private final AtomicInteger uncovered = new AtomicInteger();
  private final Map<RecordName<?>, PassthroughException> faults = new ConcurrentHashMap<>();
  private final Map<RecordName<?>, String> warnings = new ConcurrentHashMap<>();
  private final Set<RecordName<?>> gone = ConcurrentHashMap.newKeySet();

  /**
   * Makes a reader.
   *
   * @param records where the records are
   * @param checkpoint what need not be read
   */
  public RecordReader(RecordStore records, Checkpoint checkpoint) {
    this(records, checkpoint, false);
  }

  private RecordReader(RecordStore records, Checkpoint checkpoint, boolean collects) {
    this.records = records;
    this.checkpoint = checkpoint;
    this.collects = collects;
  }

  /** Makes a reader that adds what it reads to the checkpoint. */
  static RecordReader collecting(RecordStore records, Checkpoint checkpoint) {
    return new RecordReader(records, checkpoint, true);
  }

  /**
   * Reads a record.
   *
   * @param name which one
   * @param <T> its value
   * @return the value; empty when the record cannot be read, which {@link #faults()} has then, or
   *     {@link #gone()}
   * @throws AssetStoreException when the store is down
   */
  public <T> Optional<T> read(RecordName<T> name) {
    try {
      StoredRecord<T> record = checkpoint.get(name, records.now()).orElseGet(() -> fromStore(name));
      record.warning(records.now()).ifPresent(warning -> warnings.put(name, warning));
      return Optional.of(record.value());
    } catch (PassthroughException e) {
      faults.put(name, e);
    } catch (AssetStoreException e) {
      refused(name, e);
    }
    return Optional.empty();
  }

  private <T> StoredRecord<T> fromStore(RecordName<T> name) {
    StoredRecord<T> read = records.readStored(name);
    uncovered.incrementAndGet();
    if (collects) {
      checkpoint.add(read);
    }
    return read;
  }

  /** Returns how many records were read that the checkpoint did not have. */
  int uncovered() {
    return uncovered.get();
  }

  private void refused(RecordName<?> name, AssetStoreException reason) {
    if (reason.isOutage()) {
      throw reason;
    }
    if (reason.kind() == Kind.NOT_FOUND) {
      gone.add(name);
    } else {
      faults.put(
          name,
          new PassthroughException(
              PassthroughException.Kind.IO,
              String.valueOf(reason.getMessage()),
              "check the credentials and their rights on '" + name.key() + "'",
              reason));
    }
  }

  /**
   * Returns what a user should know of the records that were read.
   *
   * @return one sentence for each record that there is something to tell of
   */
  public Map<RecordName<?>, String> warnings() {
    return Map.copyOf(warnings);
  }

  /**
   * Returns the records that cannot be read: corrupt ones, and ones that the store refuses.
   *
   * @return why each of them cannot be read
   */
  public Map<RecordName<?>, PassthroughException> faults() {
    return Map.copyOf(faults);
  }

  /**
   * Returns the records that were deleted since they were listed.
   *
   * @return their names
   */
  public Set<RecordName<?>> gone() {
    return Set.copyOf(gone);
  }
}
