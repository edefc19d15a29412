package io.passthrough.core.publish;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationLog;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordName.ActivationName;
import io.passthrough.core.record.RecordName.ManifestName;
import io.passthrough.core.record.RecordName.OpenName;
import io.passthrough.core.record.RecordName.OutcomeName;
import io.passthrough.core.record.RecordStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the records said at one moment, all of them. */
final class Ledger {

  private final RecordStore records;
  private final Map<RecordName, Instant> names;
  private final Map<ReleaseName, ReleaseManifest> manifests = new ConcurrentHashMap<>();
  private final Map<OutcomeName, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<ActivationName, Activation> activations = new ConcurrentHashMap<>();
  private final Map<RecordName, PassthroughException> faults = new ConcurrentHashMap<>();

  private Ledger(RecordStore records) {
    this.records = records;
    this.names = records.names();
  }

  /** Reads all records: one list of each folder, one read of each record. */
  static Ledger read(RecordStore records, Workers workers) {
    Ledger ledger = new Ledger(records);
    workers.forEach(ledger.names.keySet(), ledger::read);
    return ledger;
  }

  private void read(RecordName name) {
    try {
      if (name instanceof ManifestName manifest) {
        manifests.put(manifest.release(), records.manifest(manifest));
      } else if (name instanceof OutcomeName outcome) {
        outcomes.put(outcome, records.outcome(outcome));
      } else if (name instanceof ActivationName activation) {
        activations.put(activation, records.activation(activation));
      }
    } catch (PassthroughException e) {
      faults.put(name, e);
    } catch (AssetStoreException e) {
      if (e.kind() != AssetStoreException.Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Refuses to go on from records of which one is corrupt. */
  Ledger requireReadable() {
    faults.entrySet().stream()
        .min(Map.Entry.comparingByKey(Comparator.comparing(RecordName::key)))
        .ifPresent(
            fault -> {
              throw fault.getValue();
            });
    return this;
  }

  Map<RecordName, PassthroughException> faults() {
    return Map.copyOf(faults);
  }

  /** Tells whether a record of a release is corrupt. */
  boolean isFaulty(ReleaseName release) {
    return faults.keySet().stream().anyMatch(name -> name.isOf(release));
  }

  /** Tells when a release's newest record was put. */
  Instant lastChange(ReleaseName release) {
    return names.entrySet().stream()
        .filter(entry -> entry.getKey().isOf(release))
        .map(Map.Entry::getValue)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** Tells whether an attempt runs or was killed, or was killed before it could say so. */
  boolean hasOpenAttempt(ReleaseName release) {
    Set<AttemptId> opened = new HashSet<>();
    Set<AttemptId> ended = new HashSet<>();
    for (RecordName name : names.keySet()) {
      if (name instanceof OpenName open && open.isOf(release)) {
        opened.add(open.attempt());
      } else if (name instanceof OutcomeName outcome && outcome.isOf(release)) {
        ended.add(outcome.attempt());
      }
    }
    return ended.isEmpty() || !ended.containsAll(opened);
  }

  Optional<ReleaseManifest> manifest(ReleaseName release) {
    return Optional.ofNullable(manifests.get(release));
  }

  boolean isReady(ReleaseName release) {
    return !readyOutcomes(release).isEmpty();
  }

  /** Returns the outcomes of a release's READY attempts. */
  Map<OutcomeName, Outcome> readyOutcomes(ReleaseName release) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().release().equals(release) && entry.getValue().isReady())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Map<EnvironmentName, ActivationLog> logs() {
    Set<AttemptId> ready =
        outcomes.entrySet().stream()
            .filter(entry -> entry.getValue().isReady())
            .map(entry -> entry.getKey().attempt())
            .collect(Collectors.toSet());
    return ActivationLog.byEnvironment(activations, ready);
  }

  ActivationLog log(EnvironmentName environment) {
    return logs().getOrDefault(environment, ActivationLog.of(List.of()));
  }

  /** Returns the highest number that any activation of an environment has, counting or not. */
  long highest(EnvironmentName environment) {
    return names.keySet().stream()
        .filter(ActivationName.class::isInstance)
        .map(ActivationName.class::cast)
        .filter(name -> name.environment().equals(environment))
        .mapToLong(ActivationName::number)
        .max()
        .orElse(0);
  }

  /** Returns every manifest, in the order of the releases' names. */
  List<ReleaseManifest> manifests() {
    return manifests.values().stream()
        .sorted(Comparator.comparing(manifest -> manifest.release().value()))
        .toList();
  }
}
