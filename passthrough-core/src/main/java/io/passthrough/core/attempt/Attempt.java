package io.passthrough.core.attempt;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Deadline;
import io.passthrough.api.Version;
import io.passthrough.core.ProcessClock;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.objects.StoredVersion;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Opened;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.PrunePlan;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.record.StoredObject;
import io.passthrough.core.record.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt of a run, and what its steps have found. The findings may come from several threads;
 * the steps follow each other on one.
 */
public final class Attempt {

  /** No store needs so long that has not been asked twice, or by a process that has slept. */
  private static final Duration LONG_COMMIT = Duration.ofSeconds(3);

  private final Run run;
  private final AttemptId id;
  private final Map<AssetKey, StoredVersion> found = new ConcurrentHashMap<>();
  private final AtomicBoolean hasPut = new AtomicBoolean();
  private final Set<AssetKey> condemned = new HashSet<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private Optional<Activation> root = Optional.empty();
  private boolean opened;
  private boolean ready;

  /**
   * A plan that has to end before keys that it condemns are looked at.
   *
   * @param watch who watches it
   * @param plan the plan
   */
  record Awaited(PlanWatch watch, StoredRecord<PrunePlan> plan) {

    void end() {
      watch.await(plan);
    }
  }

  Attempt(Run run) {
    this.run = run;
    this.id = AttemptId.of(run.context().clock().freshId());
  }

  Run run() {
    return run;
  }

  AttemptId id() {
    return id;
  }

  PipelineContext context() {
    return run.context();
  }

  void open() {
    opened = true;
    OpenName name = new OpenName(run.release(), id);
    var unused =
        context()
            .records()
            .putIfAbsent(
                name, new Opened(run.action(), PipelineContext.hostName()), context().now());
  }

  /** Takes note of keys of ours that a plan condemns, if any. */
  void condemned(PlanWatch watch, StoredRecord<PrunePlan> plan, Set<AssetKey> keys) {
    if (!keys.isEmpty()) {
      condemned.addAll(keys);
      awaited.add(new Awaited(watch, plan));
    }
  }

  /** Returns the keys of ours that plans condemned when they were listed. */
  Set<AssetKey> condemned() {
    return condemned;
  }

  List<Awaited> awaited() {
    return awaited;
  }

  /** Takes note of an object that was there. */
  void found(RequiredObject object, StoredVersion stored) {
    found.put(object.key(), stored);
  }

  /** Takes note of an object that this attempt put. */
  void put(RequiredObject object, StoredVersion stored) {
    hasPut.set(true);
    found.put(object.key(), stored);
    run.progress().uploaded(object);
  }

  boolean hasPut() {
    return hasPut.get();
  }

  boolean has(RequiredObject object) {
    return found.containsKey(object.key());
  }

  /** Returns whether an object was found with bytes that the manifest does not name. */
  boolean hasOther(RequiredObject object) {
    StoredVersion stored = found.get(object.key());
    return stored != null && object.other(stored.content()).isPresent();
  }

  /** Returns which bytes an object has in a version, by this attempt or by the records. */
  Optional<ContentId> recorded(AssetKey key, Version version) {
    StoredVersion own = found.get(key);
    return own != null && own.version().equals(version)
        ? Optional.of(own.content())
        : run.recorded().content(key, version);
  }

  void root(Activation activation) {
    root = Optional.of(activation);
  }

  /** Returns the activation that this attempt has put, if any. */
  public Optional<Activation> root() {
    return root;
  }

  /**
   * Puts the outcome READY, once: whether the attempt counts shows in {@link #isReady()}. Where it
   * is unknown whether the store has it, nobody sends it again: a prune may have ended this attempt
   * by the first one, and deleted all of it. ABANDONED tells then, or the outcome that is there.
   */
  void commit() {
    Outcome outcome = new Outcome(Outcome.State.READY, stored(), run.figures(), context().now());
    OutcomeName name = new OutcomeName(run.release(), id);
    RecordStore records = context().records();
    ProcessClock clock = context().clock();
    Deadline once = new Deadline(LONG_COMMIT, clock.wall(), clock::nanoTime);
    try {
      ready = records.putOnce(name, outcome, outcome.at()) || records.read(name).isReady();
      if (ready && once.isOver()) {
        ready = isStillThere(name);
      }
    } catch (AssetStoreException e) {
      if (e.kind() != AssetStoreException.Kind.OUTCOME_UNKNOWN) {
        throw e;
      }
      ready = end(Outcome.abandoned(context().now()));
    }
  }

  /**
   * A client library may have sent a commit again that took long, the second time when a prune had
   * ended this attempt by the first one and had deleted its records, open first: then it is void.
   */
  private boolean isStillThere(OutcomeName name) {
    if (context().records().has(new OpenName(run.release(), id))) {
      return true;
    }
    try {
      var unused = context().store().delete(List.of(name.key()));
    } catch (AssetStoreException e) {
      // Not everybody may delete; the next attempt makes the release whole all the same.
    }
    return false;
  }

  boolean isReady() {
    return ready;
  }

  private List<StoredObject> stored() {
    return run.objects().stream().flatMap(object -> stored(object).stream()).toList();
  }

  private Optional<StoredObject> stored(RequiredObject object) {
    return Optional.ofNullable(found.get(object.key()))
        .map(
            stored ->
                new StoredObject(object.key(), stored.version(), object.other(stored.content())));
  }

  /** Puts the outcome ABANDONED, if the attempt was opened and has none. */
  void abandon() {
    if (opened) {
      end(Outcome.abandoned(context().now()));
    }
  }

  private boolean end(Outcome outcome) {
    OutcomeName name = new OutcomeName(run.release(), id);
    RecordStore records = context().records();
    return records.putIfAbsent(name, outcome, outcome.at())
        ? outcome.isReady()
        : records.read(name).isReady();
  }
}
