package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides what an asset's name promises about its bytes. */
final class Kinds {

  private final List<Glob> mutable;
  private final List<Glob> fingerprinted;
  private final Predicate<String> isFingerprintedPath;

  /**
   * Takes what decides.
   *
   * @param rules whose globs overrule the rest
   * @param isFingerprintedPath what a manifest or the name of the file at a path says
   */
  Kinds(ScanRules rules, Predicate<String> isFingerprintedPath) {
    this.mutable = Glob.all(rules.mutable());
    this.fingerprinted = Glob.all(rules.fingerprinted());
    this.isFingerprintedPath = isFingerprintedPath;
  }

  AssetKind of(String path, AssetKey key) {
    if (Glob.anyMatch(mutable, key)) {
      return AssetKind.MUTABLE;
    }
    Optional<String> ownerPath = Companions.stem(path);
    Optional<AssetKey> owner = Companions.stem(key.value()).flatMap(AssetKey::parse);
    if (ownerPath.isPresent() && owner.isPresent()) {
      return isFingerprinted(ownerPath.get(), owner.get()) ? AssetKind.COMPANION : other(key);
    }
    return isFingerprinted(path, key) ? AssetKind.FINGERPRINTED : AssetKind.MUTABLE;
  }

  private AssetKind other(AssetKey key) {
    return Glob.anyMatch(fingerprinted, key) ? AssetKind.FINGERPRINTED : AssetKind.MUTABLE;
  }

  private boolean isFingerprinted(String path, AssetKey key) {
    return !Glob.anyMatch(mutable, key)
        && (Glob.anyMatch(fingerprinted, key) || isFingerprintedPath.test(path));
  }
}
