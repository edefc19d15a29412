package io.passthrough.core.record;

import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of the values of many records in one object of the store, each asset and each stored
 * object kept once. It may miss any record, and have some that are gone: the records' own list
 * tells what there is. Thread-safe.
 */
public final class Checkpoint {

  private final Interned<ManifestAsset> assets = new Interned<>();
  private final Interned<StoredObject> objects = new Interned<>();
  private final Map<RecordName<?>, Row> rows = new LinkedHashMap<>();

  /** The value of a record, its list apart. */
  sealed interface Row {

    RecordTime time();

    /** A manifest, of which the assets are elsewhere. */
    record OfManifest(RecordTime time, Sha256 digest, NumberList assets) implements Row {}

    /** An outcome, of which the stored objects are elsewhere. */
    record OfOutcome(RecordTime time, Outcome outcome, NumberList stored) implements Row {}

    /** An activation. */
    record OfActivation(RecordTime time, Activation activation) implements Row {}
  }

  /** Takes a record, unless it is of a kind that is never read. */
  public synchronized void add(StoredRecord<?> read) {
    if (read.value() instanceof ReleaseManifest manifest) {
      NumberList numbers = assets.numbers(manifest.assets());
      rows.put(read.name(), new Row.OfManifest(read.time(), manifest.digest(), numbers));
    } else if (read.value() instanceof Outcome outcome) {
      NumberList numbers = objects.numbers(outcome.stored());
      rows.put(read.name(), new Row.OfOutcome(read.time(), outcome.withoutStored(), numbers));
    } else if (read.value() instanceof Activation activation) {
      rows.put(read.name(), new Row.OfActivation(read.time(), activation));
    }
  }

  /**
   * Returns a record.
   *
   * @param name which one
   * @param now what the reader's clock shows
   * @param <T> its value
   * @return the record, or empty when it is not covered
   */
  @SuppressWarnings("unchecked") // a row is under a name of its own kind
  public synchronized <T> Optional<StoredRecord<T>> get(RecordName<T> name, Instant now) {
    return Optional.ofNullable(rows.get(name))
        .map(row -> new StoredRecord<>(name, (T) value(name, row, row.time().at(now)), row.time()));
  }

  private Object value(RecordName<?> name, Row row, Instant at) {
    if (row instanceof Row.OfManifest manifest) {
      return new ReleaseManifest(
          ((ManifestName) name).release(), manifest.digest(), assets.values(manifest.assets()));
    }
    if (row instanceof Row.OfOutcome outcome) {
      Outcome own = outcome.outcome();
      return new Outcome(own.state(), objects.values(outcome.stored()), own.figures(), at);
    }
    Activation own = ((Row.OfActivation) row).activation();
    return new Activation(
        own.number(), own.release(), own.attempt(), own.action(), own.previous(), at);
  }

  /**
   * Returns whether a record need not be read.
   *
   * @param name which one
   * @return whether its value is here
   */
  public synchronized boolean covers(RecordName<?> name) {
    return rows.containsKey(name);
  }

  /** Drops the records that are gone. */
  public synchronized void retain(Collection<RecordName<?>> present) {
    rows.keySet().retainAll(present);
  }

  Interned<ManifestAsset> assets() {
    return assets;
  }

  Interned<StoredObject> objects() {
    return objects;
  }

  Map<RecordName<?>, Row> rows() {
    return rows;
  }
}
