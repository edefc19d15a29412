package io.passthrough.core.release;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.Backlog;
import io.passthrough.core.record.Figures;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.PinName;
import io.passthrough.core.release.ReleaseList.Environment;
import io.passthrough.core.release.ReleaseList.Refusals;
import io.passthrough.core.release.ReleaseList.Row;
import io.passthrough.core.release.ReleaseList.State;
import io.passthrough.core.snapshot.PrunedAttempts;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.RefusedPrunes;
import io.passthrough.core.snapshot.ReleaseRecords;
import io.passthrough.core.snapshot.ReleaseRecords.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the rows of a listing from the records. */
final class ReleaseRows {

  private final RecordSnapshot snapshot;
  private final Map<EnvironmentName, ActivationLog> logs;
  private final Set<PinName> pins;
  private final PrunedAttempts pruned;

  ReleaseRows(RecordSnapshot snapshot, Set<PinName> pins, PrunedAttempts pruned) {
    this.snapshot = snapshot;
    this.pins = pins;
    this.pruned = pruned;
    this.logs = snapshot.logs();
  }

  ReleaseList releases(RefusedPrunes refused) {
    List<Row> rows =
        snapshot.releases().stream()
            .filter(release -> !isFaulty(release))
            .sorted(
                Comparator.comparing(ReleaseRows::time)
                    .reversed()
                    .thenComparing(release -> release.release().value()))
            .flatMap(release -> row(release).stream())
            .toList();
    List<String> faults =
        Stream.concat(
                snapshot.faults().values().stream().map(PassthroughException::getMessage),
                pruned.faults().stream())
            .sorted()
            .toList();
    return new ReleaseList(
        rows, environments(), refusals(refused), faults, snapshot.warnings(), snapshot.count());
  }

  private List<Environment> environments() {
    return logs.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().value()))
        .flatMap(
            entry ->
                entry.getValue().last().stream()
                    .map(last -> environment(entry.getKey(), last, entry.getValue())))
        .toList();
  }

  private static Environment environment(
      EnvironmentName environment, Activation last, ActivationLog log) {
    Optional<ReleaseName> current = log.current().map(Activation::release);
    return new Environment(environment, current, last.at(), log.newestFirst().size());
  }

  private static Optional<Refusals> refusals(RefusedPrunes refused) {
    return refused
        .since()
        .flatMap(since -> refused.last().map(last -> refusals(refused.count(), since, last)));
  }

  private static Refusals refusals(int count, Instant since, Backlog last) {
    return new Refusals(count, since, last.reason(), last.releases(), last.bytes());
  }

  /** A release of which a record is corrupt is not listed: its row would tell half the truth. */
  private boolean isFaulty(ReleaseRecords release) {
    return release.outcomes().size() < release.ended().size();
  }

  private static Instant time(ReleaseRecords release) {
    return release.firstReady().map(Outcome::at).orElse(release.lastChange());
  }

  private Optional<Row> row(ReleaseRecords release) {
    return release.size().map(size -> row(release, size));
  }

  private Row row(ReleaseRecords release, Size size) {
    Optional<Outcome> first = release.firstReady();
    Optional<Figures> figures = first.flatMap(Outcome::figures);
    List<EnvironmentName> active = active(release.release());
    return new Row(
        release.release(),
        state(release),
        first.map(Outcome::at),
        active.isEmpty() ? retiredAt(release.release()) : Optional.empty(),
        active,
        isPinned(release),
        size.assets(),
        size.bytes(),
        figures.map(Figures::uploaded),
        figures.map(Figures::uploadedBytes),
        figures.map(Figures::reloadBytes));
  }

  /** A pin counts only while its attempt is READY. */
  private boolean isPinned(ReleaseRecords release) {
    return pins.stream()
        .filter(pin -> pin.release().equals(release.release()))
        .filter(pin -> !pruned.all().contains(pin.outcome()))
        .map(pin -> release.outcomes().get(pin.attempt()))
        .anyMatch(outcome -> outcome != null && outcome.isReady());
  }

  private State state(ReleaseRecords release) {
    if (release.isReady() && !pruned.hasEnded(release)) {
      return State.READY;
    }
    if (release.isOpen()) {
      return State.OPEN;
    }
    if (release.isReady()) {
      return pruned.isThinned(release) ? State.THINNED : State.PRUNED;
    }
    return State.ABANDONED;
  }

  private List<EnvironmentName> active(ReleaseName release) {
    return logs.entrySet().stream()
        .filter(entry -> entry.getValue().isCurrent(release))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(EnvironmentName::value))
        .toList();
  }

  private Optional<Instant> retiredAt(ReleaseName release) {
    return logs.values().stream()
        .flatMap(log -> log.retiredAt(release).stream())
        .max(Comparator.naturalOrder());
  }
}
