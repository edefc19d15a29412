package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.core.fingerprint.Companions;
import io.passthrough.core.fingerprint.Evidence;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.rewrite.HashedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides what an asset's name promises about its bytes. */
final class Kinds {

  private final List<Glob> mutable;
  private final List<Glob> fingerprinted;
  private final Set<String> paths;
  private final Map<String, String> originals;
  private final Set<String> originalPaths;
  private final Function<String, Finding> find;

  /**
   * What was decided, and why: for a companion the finding is its owner's.
   *
   * @param kind what the name promises
   * @param finding why
   */
  record Decision(AssetKind kind, Finding finding) {}

  /**
   * Takes what decides.
   *
   * @param rules whose globs overrule the rest
   * @param paths the path of every file
   * @param originals for the path of each file that was named by its bytes that of its original
   * @param find what a manifest or the name of the file at a path says
   */
  Kinds(
      ScanRules rules,
      Set<String> paths,
      Map<String, String> originals,
      Function<String, Finding> find) {
    this.mutable = rules.mutable();
    this.fingerprinted = rules.fingerprinted();
    this.paths = paths;
    this.originals = originals;
    this.originalPaths = Set.copyOf(originals.values());
    this.find = find;
  }

  Decision of(String path, AssetKey key) {
    if (Glob.anyMatch(mutable, key)) {
      return new Decision(AssetKind.MUTABLE, Finding.of(Evidence.CONFIGURED_MUTABLE));
    }
    if (originals.containsKey(path)) {
      Finding hashed = Finding.of(Evidence.HASHED, HashedName.FORM);
      return new Decision(AssetKind.FINGERPRINTED, hashed);
    }
    if (originalPaths.contains(path)) {
      return new Decision(AssetKind.MUTABLE, Finding.of(Evidence.ORIGINAL));
    }
    Optional<String> ending = ending(path);
    Optional<Finding> owner = ending.flatMap(it -> owner(path, key, it));
    if (owner.isPresent() && owner.get().isFingerprint()) {
      return new Decision(AssetKind.COMPANION, owner.get());
    }
    Finding own = ending.isEmpty() ? find(path, key) : owner.orElse(Finding.NONE);
    if (Glob.anyMatch(fingerprinted, key)) {
      own = Finding.of(Evidence.CONFIGURED);
    }
    return new Decision(own.isFingerprint() ? AssetKind.FINGERPRINTED : AssetKind.MUTABLE, own);
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

  private Optional<Finding> owner(String path, AssetKey key, String ending) {
    return AssetKey.parse(without(key.value(), ending))
        .map(
            owner ->
                Glob.anyMatch(mutable, owner)
                    ? Finding.of(Evidence.CONFIGURED_MUTABLE)
                    : find(without(path, ending), owner));
  }

  private Finding find(String path, AssetKey key) {
    return Glob.anyMatch(fingerprinted, key) ? Finding.of(Evidence.CONFIGURED) : find.apply(path);
  }

  private static String without(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }
}
