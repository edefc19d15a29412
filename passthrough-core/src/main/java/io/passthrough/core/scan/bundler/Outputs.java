package io.passthrough.core.scan.bundler;

import io.passthrough.core.fingerprint.ManifestNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What manifests say about the files of a build. Filled once, then only read. */
public final class Outputs {

  private final Map<String, Set<String>> logical = new HashMap<>();
  private final Map<String, String> integrity = new HashMap<>();
  private final Set<String> originals = new HashSet<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();

  Outputs() {}

  void add(String path, ManifestEntry entry) {
    String name = entry.logical().replaceFirst("^\\.?/+", "");
    if (!name.isEmpty()) {
      logical.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(name);
    }
    entry.integrity().ifPresent(it -> integrity.putIfAbsent(path, it));
  }

  void addOriginal(String path) {
    originals.add(path);
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
   * Returns what the manifests say about names.
   *
   * @param mount what stands before the files' paths in the names
   * @return the names of outputs and of originals, which are no outputs themselves
   */
  public ManifestNames names(String mount) {
    Map<String, List<String>> outputs = new HashMap<>();
    logical.forEach((path, names) -> outputs.put(mount + path, List.copyOf(names)));
    Set<String> inputs =
        originals.stream()
            .filter(path -> !logical.containsKey(path))
            .map(path -> mount + path)
            .collect(Collectors.toUnmodifiableSet());
    return new ManifestNames(outputs, inputs);
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
