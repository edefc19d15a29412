package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.RecordName.OpenName;
import io.passthrough.core.record.RecordName.OutcomeName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt of a run, and what its steps have found. The findings may come from several threads;
 * the steps follow each other on one.
 */
final class Attempt {

  private final Run run;
  private final AttemptId id = AttemptId.fresh();
  private final Map<AssetKey, Found> found = new ConcurrentHashMap<>();
  private final AtomicBoolean hasPut = new AtomicBoolean();
  private Optional<Activation> root = Optional.empty();
  private boolean opened;
  private boolean ready;

  Attempt(Run run) {
    this.run = run;
  }

  Run run() {
    return run;
  }

  AttemptId id() {
    return id;
  }

  Engine engine() {
    return run.engine();
  }

  void open() {
    opened = true;
    OpenName name = new OpenName(run.release(), id);
    engine().records().putOpen(name, run.action(), Host.name(), engine().now());
  }

  /** Takes note of an object that was there. */
  void found(Target target, Found object) {
    found.put(target.key(), object);
  }

  /** Takes note of an object that this attempt put. */
  void put(Target target, Found object) {
    hasPut.set(true);
    found.put(target.key(), object);
    run.progress().uploaded(target);
  }

  boolean hasPut() {
    return hasPut.get();
  }

  boolean has(Target target) {
    return found.containsKey(target.key());
  }

  /** Tells whether an object was found with bytes that the manifest does not name. */
  boolean hasOther(Target target) {
    Found object = found.get(target.key());
    return object != null && target.other(object.content()).isPresent();
  }

  /** Tells which bytes an object has in a version, by this attempt or by the records. */
  Optional<ContentId> recorded(AssetKey key, Version version) {
    Found own = found.get(key);
    return own != null && own.version().equals(version)
        ? Optional.of(own.content())
        : run.recorded().content(key, version);
  }

  void root(Activation activation) {
    root = Optional.of(activation);
  }

  Optional<Activation> root() {
    return root;
  }

  /** Puts the outcome READY: whether the attempt counts shows in {@link #isReady()}. */
  void commit() {
    Outcome outcome = new Outcome(Outcome.State.READY, stored(), run.figures(), engine().now());
    ready = end(outcome);
  }

  boolean isReady() {
    return ready;
  }

  private List<StoredObject> stored() {
    return run.targets().stream().flatMap(target -> stored(target).stream()).toList();
  }

  private Optional<StoredObject> stored(Target target) {
    return Optional.ofNullable(found.get(target.key()))
        .map(
            object ->
                new StoredObject(target.key(), object.version(), target.other(object.content())));
  }

  /** Puts the outcome ABANDONED, if the attempt was opened and has none. */
  void abandon() {
    if (opened) {
      end(Outcome.abandoned(engine().now()));
    }
  }

  private boolean end(Outcome outcome) {
    OutcomeName name = new OutcomeName(run.release(), id);
    RecordStore records = engine().records();
    return records.put(name, outcome) ? outcome.isReady() : records.outcome(name).isReady();
  }
}
