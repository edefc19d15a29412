package io.passthrough.core.prune;

import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.Pin;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.retention.History;
import io.passthrough.core.retention.ObjectTable;
import io.passthrough.core.retention.ReleaseState;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import io.passthrough.core.snapshot.RecordReader;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What makes releases stay, as lists show it in the order that the protocol needs: attempts first,
 * then activations, then pins. No checkpoint is asked.
 */
final class Roots {

  private final PipelineContext context;
  private final RecordSnapshot snapshot;
  private final Map<PinName, Pin> pins = new ConcurrentHashMap<>();
  private final Map<RecordName<?>, PassthroughException> faults = new HashMap<>();

  private Roots(PipelineContext context, RecordSnapshot listed, ObjectTable table) {
    this.context = context;
    this.snapshot = listed;
    Map<PinName, Instant> pinned = context.records().pins();
    RecordReader reader = new RecordReader(context.records(), new Checkpoint());
    context
        .workers()
        .forEach(pinned.keySet(), name -> reader.read(name).ifPresent(pin -> pins.put(name, pin)));
    var unused = snapshot.readAll(table);
    faults.putAll(reader.faults());
    faults.putAll(snapshot.faults());
  }

  /** Lists and reads everything; shows the releases to a table. */
  static Roots read(PipelineContext context, ObjectTable table) {
    return new Roots(context, RecordSnapshot.direct(context.records(), context.workers()), table);
  }

  /** Lists everything again, and reads what is new. */
  Roots again(ObjectTable table) {
    return new Roots(context, snapshot.again(), table);
  }

  RecordSnapshot snapshot() {
    return snapshot;
  }

  Map<PinName, Pin> pins() {
    return pins;
  }

  /** Returns the records that cannot be read, and why. */
  Map<RecordName<?>, PassthroughException> faults() {
    return faults;
  }

  /** Returns what retention is decided by, without attempts that a plan has ended. */
  History history(Set<OutcomeName> dropped, Instant openSince) {
    List<ReleaseState> states =
        releases()
            .filter(OfRelease::hasManifest)
            .map(release -> state(release, dropped, openSince))
            .toList();
    Map<ReleaseName, Pin> pinned = new HashMap<>();
    pins.forEach(
        (name, pin) -> {
          if (isReady(name.outcome()) && !dropped.contains(name.outcome())) {
            pinned.put(name.release(), pin);
          }
        });
    return new History(states, snapshot.logs(), pinned);
  }

  Stream<OfRelease> releases() {
    return snapshot.names().releases().values().stream();
  }

  private ReleaseState state(OfRelease release, Set<OutcomeName> dropped, Instant openSince) {
    List<Instant> ready =
        release.outcomes().stream()
            .filter(name -> !dropped.contains(name))
            .flatMap(name -> readyAt(name).stream())
            .toList();
    boolean isOpen = open(release).stream().anyMatch(name -> !putAt(name).isBefore(openSince));
    Instant begun =
        release.opened().stream()
            .map(attempt -> putAt(new OpenName(release.release(), attempt)))
            .max(Comparator.naturalOrder())
            .orElseGet(release::lastChange);
    return new ReleaseState(release.release(), ready, isOpen, begun);
  }

  /** Returns the attempts of a release that have no outcome. */
  static List<OpenName> open(OfRelease release) {
    Set<AttemptId> open = new HashSet<>(release.opened());
    open.removeAll(release.ended());
    return open.stream().map(attempt -> new OpenName(release.release(), attempt)).toList();
  }

  Instant putAt(RecordName<?> name) {
    return snapshot.listing().names().getOrDefault(name, Instant.EPOCH);
  }

  boolean isReady(OutcomeName name) {
    return readyAt(name).isPresent();
  }

  private Optional<Instant> readyAt(OutcomeName name) {
    return Optional.ofNullable(snapshot.outcomes().get(name))
        .filter(Outcome::isReady)
        .map(Outcome::at);
  }

  /** Returns the READY attempts of some releases, whether a plan has ended them or not. */
  Set<OutcomeName> ready(Set<ReleaseName> some) {
    Set<OutcomeName> ready = new HashSet<>();
    releases()
        .filter(release -> some.contains(release.release()))
        .flatMap(release -> release.outcomes().stream())
        .filter(this::isReady)
        .forEach(ready::add);
    return ready;
  }
}
