package io.passthrough.core.history;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * What the records of other releases say of one release's keys: which bytes they had, and whether
 * they were mutable. Releases count whether they became whole or not. Thread-safe.
 */
public final class KeyHistory implements ReleaseVisitor {

  private static final BinaryOperator<ReleaseName> FIRST =
      BinaryOperator.minBy(Comparator.comparing(ReleaseName::value));

  private final ReleaseName own;
  private final Set<AssetKey> wanted;
  private final Map<AssetKey, Map<Sha256, ReleaseName>> contents = new ConcurrentHashMap<>();
  private final Set<AssetKey> mutable = ConcurrentHashMap.newKeySet();

  /**
   * Begins to look.
   *
   * @param release whose keys are wanted; what is recorded of it already does not count
   */
  public KeyHistory(ReleaseManifest release) {
    this.own = release.release();
    this.wanted =
        release.assets().stream().map(ManifestAsset::key).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> ready) {
    if (manifest.release().equals(own)) {
      return;
    }
    for (ManifestAsset asset : manifest.assets()) {
      if (wanted.contains(asset.key())) {
        contents
            .computeIfAbsent(asset.key(), key -> new ConcurrentHashMap<>())
            .merge(asset.sha256(), manifest.release(), FIRST);
        if (asset.kind() == AssetKind.MUTABLE) {
          mutable.add(asset.key());
        }
      }
    }
  }

  /** Whether a release had the key with these bytes. */
  boolean hadSame(ManifestAsset asset) {
    return contents.getOrDefault(asset.key(), Map.of()).containsKey(asset.sha256());
  }

  /** A release that had the key with other bytes. */
  Optional<ReleaseName> other(ManifestAsset asset) {
    return contents.getOrDefault(asset.key(), Map.of()).entrySet().stream()
        .filter(content -> !content.getKey().equals(asset.sha256()))
        .map(Map.Entry::getValue)
        .reduce(FIRST);
  }

  /** Whether a release called the key mutable. */
  boolean wasMutable(AssetKey key) {
    return mutable.contains(key);
  }
}
