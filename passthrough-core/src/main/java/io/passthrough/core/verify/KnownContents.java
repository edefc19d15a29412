package io.passthrough.core.verify;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.StoredObject;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which bytes the READY releases have under each key. Thread-safe. */
final class KnownContents implements ReleaseVisitor {

  private final Map<AssetKey, Set<ContentId>> contents = new ConcurrentHashMap<>();
  private final Set<AssetKey> mutable = ConcurrentHashMap.newKeySet();

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> ready) {
    if (ready.isEmpty()) {
      return;
    }
    for (ManifestAsset asset : manifest.assets()) {
      add(asset.key(), new ContentId(asset.sha256(), asset.size()));
      if (asset.kind() == AssetKind.MUTABLE) {
        mutable.add(asset.key());
      }
    }
    ready.forEach(this::addStored);
  }

  /** A companion's first bytes stay in the store; hosts that have the release serve their own. */
  private void addStored(Outcome outcome) {
    for (StoredObject stored : outcome.stored()) {
      stored
          .other()
          .filter(content -> contents.containsKey(stored.key()))
          .ifPresent(content -> add(stored.key(), content));
    }
  }

  private void add(AssetKey key, ContentId content) {
    contents.computeIfAbsent(key, absent -> ConcurrentHashMap.newKeySet()).add(content);
  }

  boolean has(AssetKey key) {
    return contents.containsKey(key);
  }

  ExpectedAsset expected(ManifestAsset asset) {
    AssetKey key = asset.key();
    ContentId own = new ContentId(asset.sha256(), asset.size());
    Set<ContentId> known = contents.getOrDefault(key, Set.of(own));
    boolean isFixed =
        asset.kind() == AssetKind.FINGERPRINTED && !mutable.contains(key) && known.size() == 1;
    return new ExpectedAsset(
        key, asset.kind(), own, isFixed ? Set.of(own) : known, asset.type(), isFixed);
  }
}
