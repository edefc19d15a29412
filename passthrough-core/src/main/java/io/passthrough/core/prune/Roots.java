package io.passthrough.core.prune;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.attempt.PipelineContext;
import io.passthrough.core.config.RetentionConfig.Timing;
import io.passthrough.core.lease.HeldLease;
import io.passthrough.core.lease.LeaseReader;
import io.passthrough.core.lease.LeaseRule;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.Pin;
import io.passthrough.core.record.PinName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.retention.History;
import io.passthrough.core.retention.ReleaseState;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import io.passthrough.core.snapshot.RecordReader;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.ReleaseVisitor;
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
 * then activations, then pins and leases. No checkpoint is asked.
 */
final class Roots {

  private final PipelineContext context;
  private final RecordSnapshot snapshot;
  private final Map<PinName, Pin> pins = new ConcurrentHashMap<>();
  private final List<HeldLease> leases;
  private final Map<RecordName<?>, PassthroughException> faults = new HashMap<>();

  private Roots(PipelineContext context, RecordSnapshot listed, ReleaseVisitor table) {
    this.context = context;
    this.snapshot = listed;
    Map<PinName, Instant> pinned = context.records().pins();
    pinned.keySet().removeIf(listed.listing()::isForgotten);
    this.leases = new LeaseReader(context.records(), context.workers()).all();
    RecordReader reader = new RecordReader(context.records(), new Checkpoint());
    context
        .workers()
        .forEach(pinned.keySet(), name -> reader.read(name).ifPresent(pin -> pins.put(name, pin)));
    var unused = snapshot.readAll(table);
    faults.putAll(reader.faults());
    faults.putAll(snapshot.faults());
  }

  /** Lists and reads everything; shows the releases to a table. */
  static Roots read(PipelineContext context, ReleaseVisitor table) {
    return new Roots(context, RecordSnapshot.direct(context.records(), context.workers()), table);
  }

  /**
   * Lists everything, and reads what no checkpoint sums up: enough to tell what would be decided,
   * and never to decide.
   */
  static Roots summedUp(PipelineContext context, ReleaseVisitor table) {
    return new Roots(context, RecordSnapshot.list(context.records(), context.workers()), table);
  }

  /** Lists everything again, and reads what is new. */
  Roots again(ReleaseVisitor table) {
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

  List<HeldLease> leases() {
    return leases;
  }

  /** Returns what retention is decided by. */
  History history(Question question) {
    List<ReleaseState> states =
        releases().filter(OfRelease::hasManifest).map(release -> state(release, question)).toList();
    Map<ReleaseName, Pin> pinned = new HashMap<>();
    pins.forEach(
        (name, pin) -> {
          if (isReady(name.outcome()) && !question.dropped().contains(name.outcome())) {
            pinned.put(name.release(), pin);
          }
        });
    return new History(states, snapshot.logs(), pinned, leased(question));
  }

  /**
   * What is asked of the roots.
   *
   * @param dropped attempts that a plan has ended
   * @param now the store's time
   * @param timing how long attempts and leases hold
   */
  record Question(Set<OutcomeName> dropped, Instant now, Timing timing) {

    Instant openSince() {
      return now.minus(timing.abandonAfter());
    }
  }

  /** Returns the releases that gateways serve, and in which environments. */
  Map<ReleaseName, Set<EnvironmentName>> leased(Question question) {
    Map<ReleaseName, Set<EnvironmentName>> leased = new HashMap<>();
    for (HeldLease held :
        new LeaseRule(question.timing().lease()).counting(leases, question.now())) {
      leased
          .computeIfAbsent(held.lease().release(), release -> new HashSet<>())
          .add(held.name().environment());
    }
    return leased;
  }

  Stream<OfRelease> releases() {
    return snapshot.names().releases().values().stream();
  }

  private ReleaseState state(OfRelease release, Question question) {
    List<Instant> ready =
        release.outcomes().stream()
            .filter(name -> !question.dropped().contains(name))
            .flatMap(name -> readyAt(name).stream())
            .toList();
    boolean isOpen =
        open(release).stream().anyMatch(name -> !putAt(name).isBefore(question.openSince()));
    Instant begun =
        release.opened().stream()
            .map(attempt -> putAt(new OpenName(release.release(), attempt)))
            .max(Comparator.naturalOrder())
            .orElseGet(release::lastChange);
    boolean hasEnded = release.outcomes().stream().anyMatch(this::isReady) && ready.isEmpty();
    return new ReleaseState(release.release(), ready, isOpen, hasEnded, begun);
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

  /** Returns whether a record is there now, whatever the lists have shown. */
  boolean isThere(RecordName<?> name) {
    return context.records().has(name);
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
