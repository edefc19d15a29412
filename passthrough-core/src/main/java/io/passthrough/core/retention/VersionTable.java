package io.passthrough.core.retention;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The versions of each asset by its logical name: the objects that releases had under it, the one
 * that became READY last first. Thread-safe.
 */
public final class VersionTable implements ReleaseVisitor {

  private static final Comparator<Map.Entry<AssetKey, Instant>> NEWEST_FIRST =
      Map.Entry.<AssetKey, Instant>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final Map<String, Map<AssetKey, Instant>> versions = new HashMap<>();

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> ready) {
    Optional<Instant> first = ready.stream().map(Outcome::at).min(Comparator.naturalOrder());
    first.ifPresent(at -> manifest.assets().forEach(asset -> add(asset, at)));
  }

  private synchronized void add(ManifestAsset asset, Instant at) {
    AssetKey object = StoreLayout.location(asset.kind(), asset.key(), asset.sha256());
    for (String logical : asset.logical()) {
      versions
          .computeIfAbsent(logical, name -> new HashMap<>())
          .merge(object, at, (one, other) -> one.isBefore(other) ? one : other);
    }
  }

  /**
   * Returns the newest versions of every asset.
   *
   * @param count how many of each
   * @return the keys of their objects
   */
  public synchronized Set<AssetKey> newest(int count) {
    Set<AssetKey> newest = new HashSet<>();
    for (Map<AssetKey, Instant> objects : versions.values()) {
      objects.entrySet().stream()
          .sorted(NEWEST_FIRST)
          .limit(count)
          .map(Map.Entry::getKey)
          .forEach(newest::add);
    }
    return newest;
  }
}
