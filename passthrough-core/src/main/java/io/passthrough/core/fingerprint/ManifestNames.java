package io.passthrough.core.fingerprint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the manifests of a build say about names.
 *
 * @param logical for the path of each output the names that it had before fingerprinting
 * @param originals the paths of files that a manifest maps to other files
 */
public record ManifestNames(Map<String, List<String>> logical, Set<String> originals) {

  /** A build without manifests. */
  public static final ManifestNames NONE = new ManifestNames(Map.of(), Set.of());

  /**
   * Copies the collections.
   *
   * @param logical for the path of each output the names that it had before fingerprinting
   * @param originals the paths of files that a manifest maps to other files
   */
  public ManifestNames {
    logical = Map.copyOf(logical);
    originals = Set.copyOf(originals);
  }
}
