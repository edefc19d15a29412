package io.passthrough.core.history;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.objects.Conflict;
import io.passthrough.core.objects.RequiredObject;
import io.passthrough.core.record.DeletedKeys;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * What the records say of one release's keys: which bytes they had in other releases or before they
 * were deleted, and whether they were mutable. Releases count whether they became whole or not.
 * Thread-safe.
 */
public final class KeyHistory implements ReleaseVisitor {

  private static final BinaryOperator<ReleaseName> FIRST =
      BinaryOperator.minBy(Comparator.comparing(ReleaseName::value));

  private final ReleaseName own;
  private final Set<AssetKey> wanted;
  private final DeletedKeys deleted;
  private final LocalDate today;
  private final Map<AssetKey, Map<Sha256, ReleaseName>> contents = new ConcurrentHashMap<>();
  private final Set<AssetKey> mutable = ConcurrentHashMap.newKeySet();

  /**
   * Begins to look.
   *
   * @param release whose keys are wanted; what is recorded of it already does not count
   * @param deleted what prunes have deleted
   * @param today the day until which that counts
   */
  public KeyHistory(ReleaseManifest release, DeletedKeys deleted, LocalDate today) {
    this.deleted = deleted;
    this.today = today;
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

  /** Whether the key had these bytes before. */
  boolean hadSame(ManifestAsset asset) {
    return contents.getOrDefault(asset.key(), Map.of()).containsKey(asset.sha256())
        || deleted.hadSame(asset.key(), asset.sha256(), today);
  }

  /** Where or until when the key had other bytes. */
  Optional<String> other(ManifestAsset asset) {
    return contents.getOrDefault(asset.key(), Map.of()).entrySet().stream()
        .filter(content -> !content.getKey().equals(asset.sha256()))
        .map(Map.Entry::getValue)
        .reduce(FIRST)
        .map(release -> "in release '" + release + "'")
        .or(
            () ->
                deletedOther(asset.key(), asset.sha256())
                    .map(day -> "before a prune deleted it on " + day));
  }

  private Optional<LocalDate> deletedOther(AssetKey key, Sha256 sha256) {
    return deleted.withOtherBytes(key, sha256, today);
  }

  /**
   * Finds an object that had other bytes until a prune deleted it.
   *
   * @param objects what a release needs
   * @return the first of them that fixes its bytes for caches, too
   */
  public Optional<Conflict> conflict(Collection<RequiredObject> objects) {
    return objects.stream()
        .filter(object -> object.role() == RequiredObject.Role.FIXED)
        .filter(object -> object.key().equals(object.assets().get(0).key()))
        .flatMap(
            object ->
                deletedOther(object.key(), object.assets().get(0).sha256())
                    .map(day -> Conflict.deleted(object.key(), day))
                    .stream())
        .findFirst();
  }

  /** Whether a release called the key mutable. */
  boolean wasMutable(AssetKey key) {
    return mutable.contains(key);
  }
}
