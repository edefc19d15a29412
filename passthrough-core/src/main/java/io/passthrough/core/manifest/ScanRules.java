package io.passthrough.core.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How files become assets.
 *
 * @param mount the URL path at which the root is mounted
 * @param base the URL path under which assets lie; key = URL minus base
 * @param exclude globs of keys to leave out
 * @param fingerprinted globs of keys that are fingerprinted in any case
 * @param mutable globs of keys that are mutable in any case
 * @param manifest the bundler's manifest, when it is not to be looked for
 * @param concurrency how many files are hashed at once
 */
public record ScanRules(
    String mount,
    String base,
    List<String> exclude,
    List<String> fingerprinted,
    List<String> mutable,
    Optional<Path> manifest,
    int concurrency) {

  /**
   * Checks the paths and copies the lists.
   *
   * @param mount the URL path at which the root is mounted
   * @param base the URL path under which assets lie
   * @param exclude globs of keys to leave out
   * @param fingerprinted globs of keys that are fingerprinted in any case
   * @param mutable globs of keys that are mutable in any case
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @param concurrency how many files are hashed at once
   * @throws IllegalArgumentException when a path does not begin and end with {@code /}, or the
   *     concurrency is below 1
   */
  public ScanRules {
    if (!isFolder(mount) || !isFolder(base)) {
      throw new IllegalArgumentException(
          "Mount and base must begin and end with a slash: '" + mount + "', '" + base + "'");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("Concurrency must be at least 1: " + concurrency);
    }
    exclude = List.copyOf(exclude);
    fingerprinted = List.copyOf(fingerprinted);
    mutable = List.copyOf(mutable);
    Objects.requireNonNull(manifest, "manifest");
  }

  private static boolean isFolder(String path) {
    return path.startsWith("/") && path.endsWith("/");
  }
}
