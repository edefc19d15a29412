package io.passthrough.core.snapshot;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads records one by one and keeps faults apart, so that one corrupt record does not hide the
 * others. Thread-safe.
 */
public final class RecordReader {

  private final RecordStore records;
  private final Map<RecordName<?>, PassthroughException> faults = new ConcurrentHashMap<>();
  private final Set<RecordName<?>> gone = ConcurrentHashMap.newKeySet();

  /**
   * Makes a reader.
   *
   * @param records where the records are
   */
  public RecordReader(RecordStore records) {
    this.records = records;
  }

  /**
   * Reads a record.
   *
   * @param name which one
   * @param <T> its value
   * @return the value; empty when the record is corrupt, which {@link #faults()} has then, or
   *     {@link #gone()}
   * @throws AssetStoreException when the store cannot be read
   */
  public <T> Optional<T> read(RecordName<T> name) {
    try {
      return Optional.of(records.read(name));
    } catch (PassthroughException e) {
      faults.put(name, e);
    } catch (AssetStoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      gone.add(name);
    }
    return Optional.empty();
  }

  /**
   * Returns the records that are corrupt.
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
