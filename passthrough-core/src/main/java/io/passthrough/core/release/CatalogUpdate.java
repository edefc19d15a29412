package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.Workers;
import io.passthrough.core.record.Activation;
import io.passthrough.core.record.ActivationName;
import io.passthrough.core.record.Checkpoint;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.RecordNames;
import io.passthrough.core.snapshot.RecordNames.Group;
import io.passthrough.core.snapshot.RecordNames.OfActivation;
import io.passthrough.core.snapshot.RecordNames.OfRelease;
import io.passthrough.core.snapshot.RecordReader;
import io.passthrough.core.snapshot.RecordSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One look at the records: keeps what is known, and reads what is new or was faulty, the newest
 * first and several at once, in batches, so that what is most asked for is known early.
 */
final class CatalogUpdate {

  private static final int FIRST_BATCH = 32;
  private static final int LARGEST_BATCH = 256;

  private final Checkpoint checkpoint;
  private final RecordReader reader;
  private final CatalogRecords before;
  private final Set<RecordName<?>> names;
  private final RecordNames groups;
  private final Set<Group> done = ConcurrentHashMap.newKeySet();
  private final Map<OutcomeName, Optional<Instant>> outcomes = new ConcurrentHashMap<>();
  private final Map<ReleaseName, ReadyRelease> releases = new ConcurrentHashMap<>();
  private final Map<ActivationName, Activation> activations = new ConcurrentHashMap<>();
  private final Map<AssetKey, KnownAsset> shared = new ConcurrentHashMap<>();

  CatalogUpdate(RecordStore store, CatalogRecords before, Map<RecordName<?>, Instant> names) {
    this.before = before;
    this.names = Set.copyOf(names.keySet());
    this.groups = RecordNames.of(names);
    this.checkpoint = checkpoint(store);
    this.reader = new RecordReader(store, checkpoint);
  }

  /** Looks for a checkpoint where that saves many reads: at the first look, as a rule. */
  private Checkpoint checkpoint(RecordStore store) {
    Set<RecordName<?>> unknown = new HashSet<>(names);
    unknown.removeAll(before.outcomes().keySet());
    unknown.removeAll(before.activations().keySet());
    before.releases().keySet().forEach(release -> unknown.remove(new ManifestName(release)));
    return RecordSnapshot.isMany(unknown) ? store.checkpoints().newest() : new Checkpoint();
  }

  /**
   * Looks at everything.
   *
   * @param workers who reads
   * @param part shown what is known after each batch but the last, also when the look then fails
   */
  CatalogRecords run(Workers workers, Consumer<CatalogRecords> part) {
    before.releases().values().forEach(this::share);
    List<Group> news = new ArrayList<>();
    for (Group group : groups.newestFirst()) {
      if (isKnown(group) || isCovered(group)) {
        read(group);
      } else {
        news.add(group);
      }
    }
    read(news, workers, part);
    return records();
  }

  private void read(List<Group> news, Workers workers, Consumer<CatalogRecords> part) {
    int size = FIRST_BATCH;
    for (int from = 0; from < news.size(); ) {
      int to = Math.min(from + size, news.size());
      try {
        workers.forEach(news.subList(from, to), this::read);
      } catch (RuntimeException e) {
        part.accept(records());
        throw e;
      }
      from = to;
      size = Math.min(2 * size, LARGEST_BATCH);
      if (from < news.size()) {
        part.accept(records());
      }
    }
  }

  private void share(ReadyRelease release) {
    release.assets().forEach(asset -> shared.put(asset.key(), asset));
  }

  private boolean isKnown(Group group) {
    if (group instanceof OfActivation activation) {
      return before.activations().containsKey(activation.name());
    }
    return group instanceof OfRelease release
        && !before.unread().releases().contains(release.release())
        && !before.faults().containsKey(new ManifestName(release.release()))
        && before.outcomes().keySet().containsAll(release.outcomes());
  }

  private boolean isCovered(Group group) {
    if (group instanceof OfActivation activation) {
      return checkpoint.covers(activation.name());
    }
    return group instanceof OfRelease release
        && checkpoint.covers(new ManifestName(release.release()))
        && release.outcomes().stream().allMatch(checkpoint::covers);
  }

  private void read(Group group) {
    if (group instanceof OfActivation activation) {
      read(activation.name());
    } else if (group instanceof OfRelease release) {
      read(release);
    }
    done.add(group);
  }

  private void read(ActivationName name) {
    Optional.ofNullable(before.activations().get(name))
        .or(() -> reader.read(name))
        .ifPresent(activation -> activations.put(name, activation));
  }

  private void read(OfRelease release) {
    Map<OutcomeName, ObjectOverrides> views = new HashMap<>();
    List<ReadyAttempts> ready = new ArrayList<>();
    for (OutcomeName name : release.outcomes()) {
      outcome(name, views).ifPresent(at -> ready.add(new ReadyAttempts(at, name, at)));
    }
    if (release.hasManifest()) {
      ready.stream()
          .reduce(ReadyAttempts::and)
          .flatMap(standing -> ready(standing, views))
          .ifPresent(found -> releases.put(found.name(), found));
    }
  }

  private Optional<Instant> outcome(OutcomeName name, Map<OutcomeName, ObjectOverrides> views) {
    Optional<Instant> known = before.outcomes().get(name);
    if (known == null) {
      Optional<Outcome> read = reader.read(name);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      views.put(name, ObjectOverrides.of(read.get()));
      known = read.filter(Outcome::isReady).map(Outcome::at);
    }
    outcomes.put(name, known);
    return known;
  }

  private Optional<ReadyRelease> ready(
      ReadyAttempts standing, Map<OutcomeName, ObjectOverrides> views) {
    OutcomeName newest = standing.newest();
    ReadyRelease known = before.releases().get(newest.release());
    if (known != null && known.basis().equals(newest)) {
      return Optional.of(known.with(standing));
    }
    Optional<ObjectOverrides> view =
        Optional.ofNullable(views.get(newest))
            .or(() -> reader.read(newest).map(ObjectOverrides::of));
    if (known != null && view.filter(it -> it.digest().equals(known.view())).isPresent()) {
      return Optional.of(known.with(standing));
    }
    return view.flatMap(
        it ->
            reader
                .read(new ManifestName(newest.release()))
                .map(manifest -> ReadyRelease.of(manifest, standing, it, shared)));
  }

  /** What is known now. */
  private CatalogRecords records() {
    Set<RecordName<?>> present = new HashSet<>(names);
    present.removeAll(reader.gone());
    Map<RecordName<?>, String> warnings = new HashMap<>(before.warnings());
    warnings.keySet().retainAll(present);
    warnings.putAll(reader.warnings());
    return new CatalogRecords(
        present,
        Map.copyOf(outcomes),
        Map.copyOf(releases),
        Map.copyOf(activations),
        unread(),
        reader.faults(),
        warnings);
  }

  private CatalogRecords.Unread unread() {
    Set<ReleaseName> unreadReleases = new HashSet<>();
    Set<ActivationName> unreadActivations = new HashSet<>();
    for (Group group : groups.newestFirst()) {
      if (done.contains(group)) {
        continue;
      }
      if (group instanceof OfActivation activation) {
        unreadActivations.add(activation.name());
      } else if (group instanceof OfRelease release) {
        unreadReleases.add(release.release());
      }
    }
    return new CatalogRecords.Unread(unreadReleases, unreadActivations);
  }
}
