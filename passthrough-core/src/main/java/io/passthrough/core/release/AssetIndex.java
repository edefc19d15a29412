package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.NamePlace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which asset answers for a key: prepared once, so that a request costs two look-ups. */
final class AssetIndex {

  private final List<ReadyRelease> newestFirst;
  private final boolean isComplete;
  private final Set<AssetKey> mutableKeys;
  private final Set<AssetKey> disproved;
  private final Set<NamePlace> places = new HashSet<>();
  private final Map<Sha256, ReleaseName> byDigest = new HashMap<>();
  private final Map<AssetKey, KnownAsset> fixed = new HashMap<>();
  private final Map<AssetKey, KnownAsset> mutable;
  private final Map<EnvironmentName, Map<AssetKey, KnownAsset>> mutableByEnvironment =
      new HashMap<>();

  AssetIndex(CatalogRecords records) {
    newestFirst =
        records.releases().values().stream()
            .sorted(
                Comparator.comparing(ReadyRelease::since)
                    .reversed()
                    .thenComparing(release -> release.name().value()))
            .toList();
    disproved = disproved(newestFirst);
    mutableKeys = mutableKeys(newestFirst);
    mutableKeys.addAll(disproved);
    isComplete = records.isComplete();
    newestFirst.forEach(release -> byDigest.putIfAbsent(release.digest(), release.name()));
    newestFirst.forEach(this::addFixed);
    MutableOrder order = new MutableOrder(records, newestFirst);
    mutable = mutable(order.withoutActivation());
    order
        .byEnvironment()
        .forEach((environment, ordered) -> mutableByEnvironment.put(environment, mutable(ordered)));
  }

  /** A key that is mutable in any release belongs to releases, never to the store alone. */
  private static Set<AssetKey> mutableKeys(List<ReadyRelease> releases) {
    return releases.stream()
        .flatMap(release -> release.assets().stream())
        .filter(asset -> asset.kind() == AssetKind.MUTABLE)
        .map(KnownAsset::key)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** A key that one release calls fingerprinted, and of which another has other bytes. */
  private static Set<AssetKey> disproved(List<ReadyRelease> releases) {
    Map<AssetKey, Sha256> contents = new HashMap<>();
    Set<AssetKey> fingerprinted = new HashSet<>();
    Set<AssetKey> other = new HashSet<>();
    for (ReadyRelease release : releases) {
      for (KnownAsset asset : release.assets()) {
        if (asset.kind() == AssetKind.FINGERPRINTED) {
          fingerprinted.add(asset.key());
        }
        boolean isOther =
            asset.kind() == AssetKind.MUTABLE
                || !asset.sha256().equals(contents.getOrDefault(asset.key(), asset.sha256()));
        if (isOther) {
          other.add(asset.key());
        }
        contents.putIfAbsent(asset.key(), asset.sha256());
      }
    }
    fingerprinted.retainAll(other);
    return fingerprinted;
  }

  /**
   * The asset as one release has it, in the light of the others: as long as not all are known, one
   * of those may disprove it.
   */
  private KnownAsset known(KnownAsset asset, ReadyRelease release) {
    KnownAsset own = asset.in(release.name());
    return !isComplete || disproved.contains(asset.key()) ? own.disprovedOne() : own;
  }

  private void addFixed(ReadyRelease release) {
    for (KnownAsset asset : release.assets()) {
      if (!mutableKeys.contains(asset.key())) {
        fixed.computeIfAbsent(asset.key(), key -> known(asset, release));
      }
      if (asset.kind() == AssetKind.FINGERPRINTED && !disproved.contains(asset.key())) {
        places.add(NamePlace.of(asset.key()));
      }
    }
  }

  private Map<AssetKey, KnownAsset> mutable(List<ReadyRelease> releases) {
    Map<AssetKey, KnownAsset> assets = new HashMap<>();
    for (ReadyRelease release : releases) {
      for (KnownAsset asset : release.assets()) {
        if (mutableKeys.contains(asset.key())) {
          assets.computeIfAbsent(asset.key(), key -> known(asset, release));
        }
      }
    }
    return assets;
  }

  Optional<KnownAsset> find(AssetKey key, EnvironmentName environment) {
    KnownAsset asset = mutableByEnvironment.getOrDefault(environment, mutable).get(key);
    return Optional.ofNullable(asset != null ? asset : fixed.get(key));
  }

  /** The keys that are fingerprinted in some release and have other bytes in another. */
  Set<AssetKey> disproved() {
    return disproved;
  }

  /** Where the fingerprinted keys lie. */
  Set<NamePlace> places() {
    return places;
  }

  /** Whether a release calls the key mutable, or it is disproved. */
  boolean isMutable(AssetKey key) {
    return mutableKeys.contains(key);
  }

  /** The asset of a key with the same bytes in every release, or empty. */
  Optional<KnownAsset> fixed(AssetKey key) {
    return Optional.ofNullable(fixed.get(key));
  }

  /** The keys of the newest releases, each once, up to a number. */
  List<String> names(int limit) {
    return newestFirst.stream()
        .flatMap(release -> release.assets().stream())
        .map(asset -> asset.key().value())
        .distinct()
        .limit(limit)
        .toList();
  }

  List<ReadyRelease> newestFirst() {
    return newestFirst;
  }

  /** Finds the newest release with a digest: each page that is sent asks. */
  Optional<ReleaseName> release(Sha256 digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }
}
