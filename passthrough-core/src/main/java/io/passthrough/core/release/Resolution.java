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

/** Which asset answers for a key: prepared once, so that a request costs two look-ups. */
final class Resolution {

  private final List<ReadyRelease> newestFirst;
  private final Map<AssetKey, KnownAsset> fixed = new HashMap<>();
  private final Map<AssetKey, KnownAsset> mutable;
  private final Map<EnvironmentName, Map<AssetKey, KnownAsset>> mutableByEnvironment =
      new HashMap<>();

  Resolution(CatalogRecords records) {
    newestFirst =
        records.releases().values().stream()
            .sorted(
                Comparator.comparing(ReadyRelease::since)
                    .reversed()
                    .thenComparing(release -> release.name().value()))
            .toList();
    newestFirst.forEach(release -> add(release, false, fixed));
    mutable = mutable(newestFirst);
    records
        .logs()
        .forEach(
            (environment, log) ->
                mutableByEnvironment.put(
                    environment, mutable(activatedFirst(log, records.releases()))));
  }

  private List<ReadyRelease> activatedFirst(
      ActivationLog log, Map<ReleaseName, ReadyRelease> releases) {
    Set<ReleaseName> ordered = new LinkedHashSet<>(log.newestFirst());
    newestFirst.forEach(release -> ordered.add(release.name()));
    return ordered.stream().map(releases::get).filter(Objects::nonNull).toList();
  }

  private static Map<AssetKey, KnownAsset> mutable(List<ReadyRelease> releases) {
    Map<AssetKey, KnownAsset> assets = new HashMap<>();
    releases.forEach(release -> add(release, true, assets));
    return assets;
  }

  private static void add(
      ReadyRelease release, boolean wantMutable, Map<AssetKey, KnownAsset> assets) {
    for (KnownAsset asset : release.assets()) {
      boolean isMutable = asset.kind() == AssetKind.MUTABLE;
      if (isMutable == wantMutable) {
        assets.computeIfAbsent(asset.key(), key -> asset.in(release.name()));
      }
    }
  }

  /** A key that is mutable in any release is never called immutable. */
  Optional<KnownAsset> find(AssetKey key, EnvironmentName environment) {
    KnownAsset asset = mutableByEnvironment.getOrDefault(environment, mutable).get(key);
    return Optional.ofNullable(asset != null ? asset : fixed.get(key));
  }

  List<ReadyRelease> newestFirst() {
    return newestFirst;
  }
}
