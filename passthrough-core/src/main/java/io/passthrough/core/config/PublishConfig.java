package io.passthrough.core.config;

import java.util.List;

/**
 * What publish does.
 *
 * @param concurrency how many files are hashed or uploaded at once, at least 1
 * @param exclude globs of keys that are not published
 * @param fingerprinted globs of keys that are fingerprinted whatever their name looks like
 * @param mutable globs of keys that are mutable whatever their name looks like; wins over {@code
 *     fingerprinted}
 */
public record PublishConfig(
    int concurrency, List<String> exclude, List<String> fingerprinted, List<String> mutable) {

  /**
   * Copies the lists.
   *
   * @param concurrency how many files are hashed or uploaded at once
   * @param exclude globs of keys that are not published
   * @param fingerprinted globs of keys that are fingerprinted
   * @param mutable globs of keys that are mutable
   */
  public PublishConfig {
    exclude = List.copyOf(exclude);
    fingerprinted = List.copyOf(fingerprinted);
    mutable = List.copyOf(mutable);
  }
}
