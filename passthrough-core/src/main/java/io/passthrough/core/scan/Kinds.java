package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides what an asset's name promises about its bytes. */
final class Kinds {

  private final List<Glob> mutable;
  private final List<Glob> fingerprinted;
  private final Set<String> paths;
  private final Predicate<String> isFingerprintedPath;

  /**
   * Takes what decides.
   *
   * @param rules whose globs overrule the rest
   * @param paths the path of every file
   * @param isFingerprintedPath what a manifest or the name of the file at a path says
   */
  Kinds(ScanRules rules, Set<String> paths, Predicate<String> isFingerprintedPath) {
    this.mutable = rules.mutable();
    this.fingerprinted = rules.fingerprinted();
    this.paths = paths;
    this.isFingerprintedPath = isFingerprintedPath;
  }

  AssetKind of(String path, AssetKey key) {
    if (Glob.anyMatch(mutable, key)) {
      return AssetKind.MUTABLE;
    }
    Optional<String> ending = ending(path);
    if (ending.isPresent() && isOwnerFingerprinted(path, key, ending.get())) {
      return AssetKind.COMPANION;
    }
    boolean isNamedAlone = ending.isEmpty() && isFingerprintedPath.test(path);
    return isNamedAlone || Glob.anyMatch(fingerprinted, key)
        ? AssetKind.FINGERPRINTED
        : AssetKind.MUTABLE;
  }

  /**
   * What a name has more than its owner's. A coding that does not decode to its neighbour is named
   * after it all the same, and packers put times into it.
   */
  private Optional<String> ending(String path) {
    return Companions.ending(path)
        .or(
            () ->
                ContentCoding.ofName(path)
                    .map(ContentCoding::suffix)
                    .filter(suffix -> paths.contains(without(path, suffix))));
  }

  private boolean isOwnerFingerprinted(String path, AssetKey key, String ending) {
    Optional<AssetKey> owner = AssetKey.parse(without(key.value(), ending));
    return owner.isPresent()
        && !Glob.anyMatch(mutable, owner.get())
        && (Glob.anyMatch(fingerprinted, owner.get())
            || isFingerprintedPath.test(without(path, ending)));
  }

  private static String without(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }
}
