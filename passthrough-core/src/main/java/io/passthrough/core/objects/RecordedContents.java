package io.passthrough.core.objects;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.record.StoredObject;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * Which bytes the releases' records tell for the objects that one release needs. Thread-safe; what
 * was seen once is kept once, however many releases have it.
 */
public final class RecordedContents implements ReleaseVisitor {

  /** Of several releases with the same bytes the first by name, so that messages are the same. */
  private static final BinaryOperator<ReleaseName> FIRST =
      BinaryOperator.minBy(Comparator.comparing(ReleaseName::value));

  private final Set<AssetKey> wanted;
  private final Map<AssetKey, Map<Version, ContentId>> versions = new ConcurrentHashMap<>();
  private final Map<AssetKey, Map<ContentId, ReleaseName>> ready = new ConcurrentHashMap<>();
  private final Map<AssetKey, Map<ContentId, ReleaseName>> named = new ConcurrentHashMap<>();

  private RecordedContents(Set<AssetKey> wanted) {
    this.wanted = wanted;
  }

  /** Wants what a release needs, whatever the kinds of its assets. */
  public static RecordedContents wantedBy(ReleaseManifest manifest) {
    Set<AssetKey> wanted = new HashSet<>();
    for (ManifestAsset asset : manifest.assets()) {
      wanted.add(asset.key());
      wanted.add(StoreLayout.file(asset.sha256()));
      for (ContentCoding coding : ContentCoding.values()) {
        wanted.add(StoreLayout.encoded(asset.sha256(), coding));
      }
    }
    return new RecordedContents(wanted);
  }

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> outcomes) {
    Map<AssetKey, ContentId> claims = new HashMap<>();
    for (RequiredObject object : RequiredObjects.of(manifest)) {
      if (wanted.contains(object.key())) {
        ContentId claim = object.claims().iterator().next();
        claims.put(object.key(), claim);
        add(named, object.key(), claim, manifest.release());
      }
    }
    for (Outcome outcome : outcomes) {
      for (StoredObject stored : outcome.stored()) {
        Optional.ofNullable(claims.get(stored.key()))
            .ifPresent(claim -> add(stored, claim, manifest.release()));
      }
    }
  }

  private void add(StoredObject stored, ContentId claim, ReleaseName release) {
    ContentId content = stored.other().orElse(claim);
    versions
        .computeIfAbsent(stored.key(), key -> new ConcurrentHashMap<>())
        .putIfAbsent(stored.version(), content);
    add(ready, stored.key(), content, release);
  }

  private static void add(
      Map<AssetKey, Map<ContentId, ReleaseName>> map,
      AssetKey key,
      ContentId content,
      ReleaseName release) {
    map.computeIfAbsent(key, absent -> new ConcurrentHashMap<>()).merge(content, release, FIRST);
  }

  /** Returns which bytes an object has in a version. */
  public Optional<ContentId> content(AssetKey key, Version version) {
    return Optional.ofNullable(versions.getOrDefault(key, Map.of()).get(version));
  }

  /** Finds an object for which a READY release has recorded bytes that a target does not allow. */
  public Optional<Conflict> conflict(Collection<RequiredObject> objects) {
    return objects.stream().flatMap(object -> conflict(object).stream()).findFirst();
  }

  private Optional<Conflict> conflict(RequiredObject object) {
    return ready.getOrDefault(object.key(), Map.of()).entrySet().stream()
        .filter(entry -> !object.allows(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(FIRST)
        .map(release -> Conflict.of(object.key(), Optional.of(release)));
  }

  /** Names the release whose bytes an object has, READY or not. */
  public Optional<ReleaseName> release(AssetKey key, ContentId content) {
    return Optional.ofNullable(named.getOrDefault(key, Map.of()).get(content));
  }
}
