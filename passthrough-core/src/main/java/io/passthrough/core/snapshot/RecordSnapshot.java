package io.passthrough.core.snapshot;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.ReleaseRecords.Size;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the records said at one moment: all of them were read, and summed up. */
public final class RecordSnapshot {

  private final RecordReader reader;
  private final RecordNames names;
  private final Map<ReleaseName, ReleaseRecords> releases = new ConcurrentHashMap<>();
  private final Map<ActivationName, Activation> activations = new ConcurrentHashMap<>();

  private RecordSnapshot(RecordStore records) {
    this.reader = new RecordReader(records);
    this.names = RecordNames.of(records.names());
  }

  /** Reads all records: one list of each folder, one read of each record. */
  public static RecordSnapshot read(RecordStore records, Workers workers, ReleaseVisitor visitor) {
    RecordSnapshot snapshot = new RecordSnapshot(records);
    workers.forEach(snapshot.names.releases().values(), release -> snapshot.read(release, visitor));
    workers.forEach(snapshot.names.activations().keySet(), snapshot::read);
    return snapshot;
  }

  private void read(RecordNames.OfRelease names, ReleaseVisitor visitor) {
    Optional<ReleaseManifest> manifest = reader.read(new ManifestName(names.release()));
    Map<AttemptId, Outcome> outcomes = new HashMap<>();
    for (AttemptId attempt : names.ended()) {
      reader
          .read(new OutcomeName(names.release(), attempt))
          .ifPresent(read -> outcomes.put(attempt, read));
    }
    manifest.ifPresent(
        found ->
            visitor.visit(found, outcomes.values().stream().filter(Outcome::isReady).toList()));
    outcomes.replaceAll((attempt, outcome) -> outcome.withoutStored());
    releases.put(
        names.release(),
        new ReleaseRecords(
            names.release(),
            names.lastChange(),
            names.opened(),
            names.ended(),
            manifest.map(Size::of),
            outcomes));
  }

  private void read(ActivationName name) {
    reader.read(name).ifPresent(read -> activations.put(name, read));
  }

  /** Refuses to go on when a record of a release cannot be read. */
  public RecordSnapshot requireReadable(ReleaseName release) {
    return refuse(name -> release(name).filter(release::equals).isPresent());
  }

  /**
   * Refuses to go on when an activation of an environment cannot be read: it may be the one that is
   * current.
   */
  public RecordSnapshot requireReadable(EnvironmentName environment) {
    return refuse(
        name ->
            name instanceof ActivationName activation
                && activation.environment().equals(environment));
  }

  /**
   * Refuses to go on when it matters whether an activation counts, and the outcome that tells it
   * cannot be read.
   *
   * @param environment the environment
   * @param matters whether it makes a difference whether an activation counts
   */
  public void requireKnown(EnvironmentName environment, Predicate<Activation> matters) {
    activations.forEach(
        (name, activation) -> {
          if (name.environment().equals(environment) && matters.test(activation)) {
            OutcomeName outcome = new OutcomeName(activation.release(), activation.attempt());
            refuse(outcome::equals);
          }
        });
  }

  private RecordSnapshot refuse(Predicate<RecordName<?>> isNeeded) {
    faults().entrySet().stream()
        .filter(fault -> isNeeded.test(fault.getKey()))
        .min(Comparator.comparing(fault -> fault.getKey().key()))
        .ifPresent(
            fault -> {
              throw fault.getValue();
            });
    return this;
  }

  private static Optional<ReleaseName> release(RecordName<?> name) {
    if (name instanceof OutcomeName outcome) {
      return Optional.of(outcome.release());
    }
    return name instanceof ManifestName manifest
        ? Optional.of(manifest.release())
        : Optional.empty();
  }

  /** Returns the records that cannot be read, and why. */
  public Map<RecordName<?>, PassthroughException> faults() {
    return reader.faults();
  }

  /** Returns what a user should know of the others, one sentence each, in a fixed order. */
  public List<String> warnings() {
    return reader.warnings().values().stream().sorted().toList();
  }

  /** Returns the releases that have a manifest, in no order. */
  public List<ReleaseRecords> releases() {
    return releases.values().stream().filter(release -> release.size().isPresent()).toList();
  }

  /** Returns what the records say of a release that has a manifest. */
  public Optional<ReleaseRecords> release(ReleaseName name) {
    return Optional.ofNullable(releases.get(name)).filter(release -> release.size().isPresent());
  }

  /** Returns the activations that count, of every environment that has any. */
  public Map<EnvironmentName, ActivationLog> logs() {
    Set<AttemptId> ready =
        releases.values().stream()
            .flatMap(ReleaseRecords::ready)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return ActivationLog.byEnvironment(activations, ready);
  }

  /** Returns the activations of an environment that count. */
  public ActivationLog log(EnvironmentName environment) {
    return logs().getOrDefault(environment, ActivationLog.of(List.of()));
  }

  /** Returns the highest number that any activation of an environment has, counting or not. */
  public long highest(EnvironmentName environment) {
    return names.activations().keySet().stream()
        .filter(name -> name.environment().equals(environment))
        .mapToLong(ActivationName::number)
        .max()
        .orElse(0);
  }
}
