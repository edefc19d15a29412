package io.passthrough.core.scan.bundler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What manifests say about the files of a build. Filled once, then only read. */
public final class Outputs {

  private final Map<String, Set<String>> logical = new HashMap<>();
  private final Map<String, String> integrity = new HashMap<>();
  private final Set<String> fingerprinted = new HashSet<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  Outputs() {}

  void add(String path, ManifestEntry entry) {
    String name = entry.logical().replaceFirst("^\\.?/+", "");
    if (!name.isEmpty()) {
      logical.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(name);
    }
    entry.integrity().ifPresent(it -> integrity.putIfAbsent(path, it));
    if (InsertedToken.isIn(path, name)) {
      fingerprinted.add(path);
    }
  }

  void hide(String path) {
    hidden.add(path);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /**
   * Returns the names that a file had before fingerprinting.
   *
   * @param path the file's path under the root
   * @return the names in the order of the manifests, often none
   */
  public List<String> logical(String path) {
    return List.copyOf(logical.getOrDefault(path, Set.of()));
  }

  /**
   * Returns the value of an {@code integrity} attribute.
   *
   * @param path the file's path under the root
   * @return the strongest hash that a manifest tells
   */
  public Optional<String> integrity(String path) {
    return Optional.ofNullable(integrity.get(path));
  }

  /**
   * Tells whether a manifest shows that a file's name holds a fingerprint: it is a logical name
   * with a token put into it.
   *
   * @param path the file's path under the root
   * @return whether it does
   */
  public boolean isFingerprinted(String path) {
    return fingerprinted.contains(path);
  }

  /**
   * Tells whether a file may be published.
   *
   * @param path the file's path under the root
   * @return false for a manifest that names sources
   */
  public boolean isPublic(String path) {
    return !hidden.contains(path);
  }

  /**
   * Returns what a user should know.
   *
   * @return one sentence each
   */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
