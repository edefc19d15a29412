package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One poll of the records: reads those that are new, keeps what is known of the others. */
final class CatalogUpdate {

  private final RecordReader reader;
  private final CatalogRecords before;
  private final Set<RecordName<?>> names;
  private final Map<OutcomeName, Optional<Instant>> outcomes = new HashMap<>();
  private final Map<OutcomeName, ObjectOverrides> views = new HashMap<>();
  private final Map<ReleaseName, ReadyRelease> releases = new HashMap<>();
  private final Map<ActivationName, Activation> activations = new HashMap<>();
  private final Map<RecordName<?>, String> faults = new HashMap<>();
  private final Map<AssetKey, KnownAsset> shared = new HashMap<>();

  CatalogUpdate(RecordStore store, CatalogRecords before, Set<RecordName<?>> names) {
    this.reader = new RecordReader(store);
    this.before = before;
    this.names = new HashSet<>(names);
  }

  CatalogRecords run() {
    for (RecordName<?> name : Set.copyOf(names)) {
      if (name instanceof OutcomeName outcome) {
        add(outcome);
      } else if (name instanceof ActivationName activation) {
        add(activation);
      }
    }
    before.releases().values().forEach(this::share);
    standings().values().stream()
        .sorted((one, other) -> one.since().compareTo(other.since()))
        .forEach(this::add);
    names.removeAll(reader.gone());
    reader.faults().forEach((name, fault) -> faults.put(name, String.valueOf(fault.getMessage())));
    return new CatalogRecords(names, outcomes, releases, activations, faults);
  }

  private void add(OutcomeName name) {
    Optional<Instant> known = before.outcomes().get(name);
    if (known != null) {
      outcomes.put(name, known);
      return;
    }
    read(name).ifPresent(outcome -> add(name, outcome));
  }

  private void add(OutcomeName name, Outcome outcome) {
    outcomes.put(name, outcome.isReady() ? Optional.of(outcome.at()) : Optional.empty());
    views.put(name, ObjectOverrides.of(outcome));
  }

  private void add(ActivationName name) {
    Activation known = before.activations().get(name);
    if (known != null) {
      activations.put(name, known);
      return;
    }
    read(name).ifPresent(read -> activations.put(name, read));
  }

  private void share(ReadyRelease release) {
    release.assets().forEach(asset -> shared.put(asset.key(), asset));
  }

  private Map<ReleaseName, ReadyAttempts> standings() {
    Map<ReleaseName, ReadyAttempts> standings = new HashMap<>();
    outcomes.forEach(
        (name, ready) ->
            ready.ifPresent(
                at ->
                    standings.merge(
                        name.release(), new ReadyAttempts(at, name, at), ReadyAttempts::and)));
    return standings;
  }

  private void add(ReadyAttempts standing) {
    ReleaseName release = standing.newest().release();
    if (!names.contains(new ManifestName(release))) {
      return;
    }
    ReadyRelease known = before.releases().get(release);
    if (known != null && isSame(known, standing)) {
      releases.put(release, known.with(standing));
      return;
    }
    view(standing.newest())
        .flatMap(view -> manifest(release).map(found -> ready(found, standing, view)))
        .ifPresent(ready -> releases.put(release, ready));
  }

  private boolean isSame(ReadyRelease known, ReadyAttempts standing) {
    return known.basis().equals(standing.newest())
        || view(standing.newest()).filter(view -> view.digest().equals(known.view())).isPresent();
  }

  private ReadyRelease ready(
      ReleaseManifest manifest, ReadyAttempts standing, ObjectOverrides view) {
    return ReadyRelease.of(manifest, standing, view, shared);
  }

  private Optional<ObjectOverrides> view(OutcomeName name) {
    ObjectOverrides view = views.get(name);
    return view != null ? Optional.of(view) : read(name).map(ObjectOverrides::of);
  }

  private Optional<ReleaseManifest> manifest(ReleaseName release) {
    ManifestName name = new ManifestName(release);
    return read(name);
  }

  /** What could not be read before is not read again: records never change. */
  private <T> Optional<T> read(RecordName<T> name) {
    String fault = before.faults().get(name);
    if (fault != null) {
      faults.put(name, fault);
      return Optional.empty();
    }
    return reader.read(name);
  }
}
