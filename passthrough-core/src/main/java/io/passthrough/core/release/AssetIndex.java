package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.ActivationLog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which asset answers for a key: prepared once, so that a request costs two look-ups. */
final class AssetIndex {

  private final List<ReadyRelease> newestFirst;
  private final Set<AssetKey> mutableKeys;
  private final Map<AssetKey, KnownAsset> fixed = new HashMap<>();
  private final Map<AssetKey, KnownAsset> mutable = new HashMap<>();
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
    mutableKeys = mutableKeys(newestFirst);
    newestFirst.forEach(this::add);
    records
        .logs()
        .forEach((environment, log) -> add(environment, activatedFirst(log, records.releases())));
  }

  /** A key that is mutable in any release belongs to releases, never to the store alone. */
  private static Set<AssetKey> mutableKeys(List<ReadyRelease> releases) {
    return releases.stream()
        .flatMap(release -> release.assets().stream())
        .filter(asset -> asset.kind() == AssetKind.MUTABLE)
        .map(KnownAsset::key)
        .collect(Collectors.toSet());
  }

  private void add(ReadyRelease release) {
    for (KnownAsset asset : release.assets()) {
      Map<AssetKey, KnownAsset> assets = mutableKeys.contains(asset.key()) ? mutable : fixed;
      assets.computeIfAbsent(asset.key(), key -> asset.in(release.name()));
    }
  }

  private void add(EnvironmentName environment, List<ReadyRelease> releases) {
    Map<AssetKey, KnownAsset> assets = new HashMap<>();
    for (ReadyRelease release : releases) {
      for (KnownAsset asset : release.assets()) {
        if (mutableKeys.contains(asset.key())) {
          assets.computeIfAbsent(asset.key(), key -> asset.in(release.name()));
        }
      }
    }
    mutableByEnvironment.put(environment, assets);
  }

  private List<ReadyRelease> activatedFirst(
      ActivationLog log, Map<ReleaseName, ReadyRelease> releases) {
    Set<ReleaseName> ordered = new LinkedHashSet<>(log.newestFirst());
    newestFirst.forEach(release -> ordered.add(release.name()));
    return ordered.stream().map(releases::get).filter(Objects::nonNull).toList();
  }

  Optional<KnownAsset> find(AssetKey key, EnvironmentName environment) {
    KnownAsset asset = mutableByEnvironment.getOrDefault(environment, mutable).get(key);
    return Optional.ofNullable(asset != null ? asset : fixed.get(key));
  }

  List<ReadyRelease> newestFirst() {
    return newestFirst;
  }
}
