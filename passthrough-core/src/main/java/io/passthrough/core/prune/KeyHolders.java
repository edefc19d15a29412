package io.passthrough.core.prune;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.snapshot.ReleaseVisitor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The releases that have a key, and the object that each has under it. Thread-safe. */
final class KeyHolders implements ReleaseVisitor {

  private final AssetKey key;
  private final Map<ReleaseName, AssetKey> objects = new ConcurrentHashMap<>();

  KeyHolders(AssetKey key) {
    this.key = key;
  }

  @Override
  public void visit(ReleaseManifest manifest, Collection<Outcome> ready) {
    for (ManifestAsset asset : manifest.assets()) {
      if (asset.key().equals(key)) {
        objects.put(manifest.release(), StoreLayout.location(asset.kind(), key, asset.sha256()));
      }
    }
  }

  Map<ReleaseName, AssetKey> objects() {
    return objects;
  }
}
