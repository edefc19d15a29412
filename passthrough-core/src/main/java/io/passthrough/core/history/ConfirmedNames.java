package io.passthrough.core.history;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.fingerprint.DigestForm;
import io.passthrough.core.fingerprint.DigestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The logical names for which two releases confirmed that what stands in the name is a digest of
 * the bytes: other bytes came under another name.
 */
final class ConfirmedNames {

  private final DigestForm form;
  private final Map<String, Set<Map<AssetKey, Sha256>>> seen = new HashMap<>();

  ConfirmedNames(DigestForm form) {
    this.form = form;
  }

  /** Takes note of what a release has under each logical name. */
  void add(ReleaseManifest manifest) {
    Map<String, Map<AssetKey, Sha256>> names = new HashMap<>();
    for (ManifestAsset asset : manifest.assets()) {
      if (asset.kind() == AssetKind.FINGERPRINTED) {
        DigestName.of(asset.key().value(), form)
            .ifPresent(
                name ->
                    names
                        .computeIfAbsent(name.logical(), it -> new HashMap<>())
                        .put(asset.key(), asset.sha256()));
      }
    }
    names.forEach(
        (logical, assets) -> seen.computeIfAbsent(logical, it -> new HashSet<>()).add(assets));
  }

  /** Whether two of the releases confirmed a logical name. */
  boolean contains(String logical) {
    List<Map<AssetKey, Sha256>> releases = new ArrayList<>(seen.getOrDefault(logical, Set.of()));
    for (int i = 0; i < releases.size(); i++) {
      for (int k = i + 1; k < releases.size(); k++) {
        if (isConfirmed(releases.get(i), releases.get(k))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether names gave way to others with other bytes. */
  private static boolean isConfirmed(Map<AssetKey, Sha256> one, Map<AssetKey, Sha256> other) {
    Set<Sha256> gone = onlyIn(one, other);
    Set<Sha256> come = onlyIn(other, one);
    return !gone.isEmpty() && !come.isEmpty() && (!gone.equals(come) || gone.size() > 1);
  }

  private static Set<Sha256> onlyIn(Map<AssetKey, Sha256> one, Map<AssetKey, Sha256> other) {
    Set<Sha256> only = new HashSet<>();
    one.forEach(
        (key, sha256) -> {
          if (!other.containsKey(key)) {
            only.add(sha256);
          }
        });
    return only;
  }
}
