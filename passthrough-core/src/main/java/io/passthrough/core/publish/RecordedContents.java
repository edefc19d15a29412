package io.passthrough.core.publish;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.RecordName.OutcomeName;
import io.passthrough.core.record.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which bytes the READY releases' records tell for the objects of one release. */
final class RecordedContents {

  private record Recorded(ContentId content, ReleaseName release) {}

  private final Ledger ledger;
  private final Map<AssetKey, Map<Version, Recorded>> objects = new HashMap<>();

  private RecordedContents(Ledger ledger) {
    this.ledger = ledger;
  }

  static RecordedContents of(Ledger ledger, Collection<Target> targets) {
    RecordedContents recorded = new RecordedContents(ledger);
    Set<AssetKey> wanted = targets.stream().map(Target::key).collect(Collectors.toSet());
    ledger.manifests().forEach(manifest -> recorded.add(manifest, wanted));
    return recorded;
  }

  private void add(ReleaseManifest manifest, Set<AssetKey> wanted) {
    Map<AssetKey, Target> targets =
        Targets.of(manifest).stream()
            .filter(target -> wanted.contains(target.key()))
            .collect(Collectors.toMap(Target::key, Function.identity()));
    ledger
        .readyOutcomes(manifest.release())
        .forEach((name, outcome) -> add(name, outcome, targets));
  }

  private void add(OutcomeName name, Outcome outcome, Map<AssetKey, Target> targets) {
    for (StoredObject object : outcome.stored()) {
      Target target = targets.get(object.key());
      if (target != null) {
        ContentId content = object.other().orElseGet(() -> target.claims().iterator().next());
        objects
            .computeIfAbsent(object.key(), key -> new HashMap<>())
            .putIfAbsent(object.version(), new Recorded(content, name.release()));
      }
    }
  }

  /** Tells which bytes an object has in a version. */
  Optional<ContentId> content(AssetKey key, Version version) {
    return Optional.ofNullable(objects.getOrDefault(key, Map.of()).get(version))
        .map(Recorded::content);
  }

  /** Finds an asset for which a READY release has recorded bytes that a target does not allow. */
  Optional<Conflict> conflict(Collection<Target> targets) {
    return targets.stream()
        .flatMap(
            target ->
                objects.getOrDefault(target.key(), Map.of()).values().stream()
                    .filter(recorded -> !target.allows(recorded.content()))
                    .map(recorded -> new Conflict(target.key(), Optional.of(recorded.release()))))
        .findFirst();
  }

  /** Names the release whose bytes an object has, READY or not. */
  Optional<ReleaseName> release(AssetKey key, ContentId content) {
    return ledger.manifests().stream()
        .filter(manifest -> has(manifest, key, content))
        .map(ReleaseManifest::release)
        .findFirst();
  }

  private static boolean has(ReleaseManifest manifest, AssetKey key, ContentId content) {
    return manifest.assets().stream()
        .anyMatch(asset -> asset.key().equals(key) && asset.sha256().equals(content.sha256()));
  }
}
