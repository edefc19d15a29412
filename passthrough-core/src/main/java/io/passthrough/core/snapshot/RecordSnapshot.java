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
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.Checkpoints;
import io.passthrough.core.record.ForgottenName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.OpenName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordListing;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import io.passthrough.core.snapshot.ReleaseRecords.Size;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the records said at one moment: their names were listed, and each command has those read
 * that it needs, from a checkpoint or one by one.
 */
public final class RecordSnapshot {

  /** So many records are worth a checkpoint: to look for one, and to put one. */
  public static final int MANY = 40;

  /** So many that a checkpoint lacks are worth another one, where all are known anyway. */
  private static final int FEW = 8;

  private final RecordStore records;
  private final Workers workers;
  private final RecordListing listing;
  private final Set<RecordName<?>> listed;
  private final RecordNames names;
  private final Checkpoints checkpoints;
  private final Checkpoint checkpoint;
  private final RecordReader reader;
  private final Map<ReleaseName, Size> sizes = new ConcurrentHashMap<>();
  private final Map<OutcomeName, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<ActivationName, Activation> activations = new ConcurrentHashMap<>();

  private RecordSnapshot(
      RecordStore records, Workers workers, Function<RecordSnapshot, Checkpoint> values) {
    this.records = records;
    this.listing = records.list();
    this.workers = workers;
    this.listed = listing.names().keySet();
    this.names = RecordNames.of(listing.names());
    this.checkpoints = records.checkpoints();
    this.checkpoint = values.apply(this);
    this.reader = RecordReader.collecting(records, checkpoint);
  }

  /** Returns whether so many records are to be read that a checkpoint is worth looking for. */
  public static boolean isMany(Collection<RecordName<?>> names) {
    return names.stream().filter(name -> !(name instanceof OpenName)).limit(MANY).count() == MANY;
  }

  /** Lists all records, and reads none. */
  public static RecordSnapshot list(RecordStore records, Workers workers) {
    return new RecordSnapshot(
        records, workers, own -> isMany(own.listed) ? own.checkpoints.newest() : new Checkpoint());
  }

  /** Lists all records; each is read itself, whatever a checkpoint says of it. */
  public static RecordSnapshot direct(RecordStore records, Workers workers) {
    return new RecordSnapshot(records, workers, own -> new Checkpoint());
  }

  /** Lists all records again; those that were read already need not be, as they never change. */
  public RecordSnapshot again() {
    checkpoint.retain(listed);
    return new RecordSnapshot(records, workers, own -> checkpoint);
  }

  /** Reads all records, showing each release to a visitor. */
  public RecordSnapshot readAll(ReleaseVisitor visitor) {
    workers.forEach(names.releases().values(), release -> read(release, visitor));
    workers.forEach(names.activations().keySet(), this::read);
    return this;
  }

  /**
   * Reads the releases that were published last, and all activations.
   *
   * @param count how many releases
   */
  public RecordSnapshot readNewest(int count) {
    List<OfRelease> newest =
        names.releases().values().stream()
            .filter(OfRelease::hasManifest)
            .sorted(Comparator.comparing(OfRelease::begun).reversed())
            .limit(count)
            .toList();
    workers.forEach(newest, release -> read(release, ReleaseVisitor.NONE));
    return readActivations();
  }

  /** Returns how many releases there are, whether their manifests can be read or not. */
  public int count() {
    return (int) names.releases().values().stream().filter(OfRelease::hasManifest).count();
  }

  /** Reads all activations, and whether they count. */
  public RecordSnapshot readActivations() {
    workers.forEach(names.activations().keySet(), this::readWithOutcome);
    return this;
  }

  /** Reads the activations of an environment, and whether they count. */
  public RecordSnapshot readActivations(EnvironmentName environment) {
    List<ActivationName> own =
        names.activations().keySet().stream()
            .filter(name -> name.environment().equals(environment))
            .toList();
    workers.forEach(own, this::readWithOutcome);
    return this;
  }

  private void readWithOutcome(ActivationName name) {
    read(name);
    Optional.ofNullable(activations.get(name))
        .map(activation -> new OutcomeName(activation.release(), activation.attempt()))
        .filter(outcome -> listed.contains(outcome) && !outcomes.containsKey(outcome))
        .ifPresent(this::read);
  }

  /** Reads how the attempts of a release ended. */
  public RecordSnapshot readOutcomes(ReleaseName release) {
    Optional.ofNullable(names.releases().get(release))
        .ifPresent(found -> workers.forEach(found.outcomes(), this::read));
    return this;
  }

  private void read(OfRelease release, ReleaseVisitor visitor) {
    List<Outcome> ready =
        release.outcomes().stream()
            .flatMap(name -> read(name).stream())
            .filter(Outcome::isReady)
            .toList();
    Optional<ReleaseManifest> manifest = manifest(release.release());
    manifest.ifPresent(
        found -> {
          sizes.put(found.release(), Size.of(found));
          visitor.visit(found, ready);
        });
  }

  private Optional<Outcome> read(OutcomeName name) {
    Optional<Outcome> outcome = reader.read(name);
    outcome.ifPresent(read -> outcomes.put(name, read.withoutStored()));
    return outcome;
  }

  private void read(ActivationName name) {
    reader.read(name).ifPresent(read -> activations.put(name, read));
  }

  /** Reads a manifest, or finds it among what was read; empty when there is none to be read. */
  public Optional<ReleaseManifest> manifest(ReleaseName release) {
    return Optional.ofNullable(names.releases().get(release))
        .filter(OfRelease::hasManifest)
        .flatMap(found -> reader.read(new ManifestName(release)));
  }

  /**
   * Puts a checkpoint of what is known when that took many reads, so that the next run needs none
   * of them.
   *
   * @param at the writer's time
   * @throws io.passthrough.api.AssetStoreException when it cannot be put
   */
  public void putCheckpoint(Instant at) {
    if (reader.uncovered() >= MANY) {
      checkpoint.retain(listed);
      checkpoints.put(checkpoint, at);
    }
  }

  /**
   * Puts a checkpoint of what is known, which must be all, when many records are newer than the
   * last one or are gone.
   *
   * @param at the writer's time
   * @param gone how many records were deleted
   * @throws io.passthrough.api.AssetStoreException when it cannot be put
   */
  public void sumUp(Instant at, int gone) {
    if (!isMany(listed)) {
      return;
    }
    Instant last = checkpoints.newestAt().orElse(Instant.EPOCH);
    long news =
        listing.names().entrySet().stream()
            .filter(entry -> !(entry.getKey() instanceof OpenName))
            .filter(entry -> !entry.getValue().isBefore(last))
            .count();
    if (news + gone >= FEW) {
      checkpoint.retain(listed);
      checkpoints.put(checkpoint, at);
    }
  }

  /** Returns the names of all records that count, by what they are about. */
  public RecordNames names() {
    return names;
  }

  /** Returns every record that was listed, and what was set aside. */
  public RecordListing listing() {
    return listing;
  }

  /** Returns the outcomes that were read, without what is stored. */
  public Map<OutcomeName, Outcome> outcomes() {
    return Collections.unmodifiableMap(outcomes);
  }

  /** Returns the records that were deleted between their listing and their reading. */
  public Set<RecordName<?>> gone() {
    return reader.gone();
  }

  /** Returns the names of all records that count. */
  public Set<RecordName<?>> listed() {
    return Collections.unmodifiableSet(listed);
  }

  /** Returns what sets a release aside, if anything does. */
  public Optional<ForgottenName> marker(ReleaseName release) {
    return listing.marker(release);
  }

  /** Returns the activations that were read, whether they count or not. */
  public Map<ActivationName, Activation> activations() {
    return Collections.unmodifiableMap(activations);
  }

  /** Refuses to go on when a record of a release cannot be read. */
  public RecordSnapshot requireReadable(ReleaseName release) {
    return refuse(name -> name.ofRelease().filter(release::equals).isPresent());
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

  /** Returns the records that cannot be read, and why. */
  public Map<RecordName<?>, PassthroughException> faults() {
    return reader.faults();
  }

  /** Returns what a user should know of the others, one sentence each, in a fixed order. */
  public List<String> warnings() {
    return reader.warnings().values().stream().sorted().toList();
  }

  /** Returns the releases of which the manifest was read, in no order. */
  public List<ReleaseRecords> releases() {
    return sizes.keySet().stream().flatMap(name -> release(name).stream()).toList();
  }

  /** Returns what was read of a release that has a manifest. */
  public Optional<ReleaseRecords> release(ReleaseName name) {
    return Optional.ofNullable(names.releases().get(name))
        .filter(OfRelease::hasManifest)
        .map(this::records);
  }

  private ReleaseRecords records(OfRelease release) {
    Map<AttemptId, Outcome> ends = new HashMap<>();
    for (OutcomeName name : release.outcomes()) {
      Optional.ofNullable(outcomes.get(name)).ifPresent(read -> ends.put(name.attempt(), read));
    }
    return new ReleaseRecords(
        release.release(),
        release.lastChange(),
        release.opened(),
        release.ended(),
        Optional.ofNullable(sizes.get(release.release())),
        ends);
  }

  /** Returns the activations that were read and count, of every environment that has any. */
  public Map<EnvironmentName, ActivationLog> logs() {
    Set<AttemptId> ready =
        outcomes.entrySet().stream()
            .filter(entry -> entry.getValue().isReady())
            .map(entry -> entry.getKey().attempt())
            .collect(Collectors.toSet());
    return ActivationLog.byEnvironment(activations, ready);
  }

  /** Returns the activations of an environment that were read and count. */
  public ActivationLog log(EnvironmentName environment) {
    return logs().getOrDefault(environment, ActivationLog.of(List.of()));
  }

  /**
   * Returns the highest number that any activation of an environment has, whatever became of it.
   */
  public long highest(EnvironmentName environment) {
    return Stream.concat(listed.stream(), listing.hidden().keySet().stream())
        .filter(ActivationName.class::isInstance)
        .map(ActivationName.class::cast)
        .filter(name -> name.environment().equals(environment))
        .mapToLong(ActivationName::number)
        .max()
        .orElse(0);
  }
}
