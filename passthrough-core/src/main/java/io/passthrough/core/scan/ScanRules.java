package io.passthrough.core.scan;

import io.passthrough.core.url.AssetUrls;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How files become assets.
 *
 * @param urls where assets lie in the URL space
 * @param exclude globs of keys to leave out
 * @param fingerprinted globs of keys that are fingerprinted in any case
 * @param mutable globs of keys that are mutable in any case
 * @param fingerprint globs of keys of plain files that get a hash of their bytes into their names
 * @param manifest the bundler's manifest, when it is not to be looked for
 * @param concurrency how many files are hashed at once
 */
public record ScanRules(
    AssetUrls urls,
    List<Glob> exclude,
    List<Glob> fingerprinted,
    List<Glob> mutable,
    List<Glob> fingerprint,
    Optional<Path> manifest,
    int concurrency) {

  /**
   * Copies the lists.
   *
   * @param urls where assets lie in the URL space
   * @param exclude globs of keys to leave out
   * @param fingerprinted globs of keys that are fingerprinted in any case
   * @param mutable globs of keys that are mutable in any case
   * @param fingerprint globs of keys of plain files that get a hash into their names
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @param concurrency how many files are hashed at once
   * @throws IllegalArgumentException when the concurrency is below 1
   */
  public ScanRules {
    if (concurrency < 1) {
      throw new IllegalArgumentException("Concurrency must be at least 1: " + concurrency);
    }
    exclude = List.copyOf(exclude);
    fingerprinted = List.copyOf(fingerprinted);
    mutable = List.copyOf(mutable);
    fingerprint = List.copyOf(fingerprint);
    Objects.requireNonNull(manifest, "manifest");
  }

  /**
   * Makes rules by which no file gets a name of its bytes.
   *
   * @param urls where assets lie in the URL space
   * @param exclude globs of keys to leave out
   * @param fingerprinted globs of keys that are fingerprinted in any case
   * @param mutable globs of keys that are mutable in any case
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @param concurrency how many files are hashed at once
   */
  public ScanRules(
      AssetUrls urls,
      List<Glob> exclude,
      List<Glob> fingerprinted,
      List<Glob> mutable,
      Optional<Path> manifest,
      int concurrency) {
    this(urls, exclude, fingerprinted, mutable, List.of(), manifest, concurrency);
  }

  /**
   * Returns this with another concurrency.
   *
   * @param count how many files are hashed at once, at least 1
   * @return a copy
   */
  public ScanRules withConcurrency(int count) {
    return new ScanRules(urls, exclude, fingerprinted, mutable, fingerprint, manifest, count);
  }

  /**
   * Returns the rules that need no configuration: nothing is left out, and names alone tell kinds.
   *
   * @param urls where assets lie in the URL space
   * @return the rules, for one file at a time
   */
  public static ScanRules of(AssetUrls urls) {
    return new ScanRules(urls, List.of(), List.of(), List.of(), Optional.empty(), 1);
  }
}
