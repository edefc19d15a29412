package io.passthrough.core.config;

import io.passthrough.core.scan.Glob;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.url.AssetUrls;
import io.passthrough.core.url.BaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What publish does.
 *
 * @param concurrency how many files are hashed or uploaded at once, at least 1
 * @param exclude globs of keys that are not published
 * @param fingerprinted globs of keys that are fingerprinted whatever their name looks like
 * @param mutable globs of keys that are mutable whatever their name looks like; wins over {@code
 *     fingerprinted}
 * @param fingerprint globs of keys of plain files that get a hash of their bytes into their names
 * @param verify the base URLs through which a release is verified
 */
public record PublishConfig(
    int concurrency,
    List<Glob> exclude,
    List<Glob> fingerprinted,
    List<Glob> mutable,
    List<Glob> fingerprint,
    List<BaseUrl> verify) {

  /** The default concurrency, and no rule. */
  public static final PublishConfig DEFAULT =
      new PublishConfig(16, List.of(), List.of(), List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @param concurrency how many files are hashed or uploaded at once
   * @param exclude globs of keys that are not published
   * @param fingerprinted globs of keys that are fingerprinted
   * @param mutable globs of keys that are mutable
   * @param fingerprint globs of keys of plain files that get a hash into their names
   * @param verify the base URLs through which a release is verified
   */
  public PublishConfig {
    exclude = List.copyOf(exclude);
    fingerprinted = List.copyOf(fingerprinted);
    mutable = List.copyOf(mutable);
    fingerprint = List.copyOf(fingerprint);
    verify = List.copyOf(verify);
  }

  /**
   * Makes one by which no file gets a name of its bytes.
   *
   * @param concurrency how many files are hashed or uploaded at once
   * @param exclude globs of keys that are not published
   * @param fingerprinted globs of keys that are fingerprinted
   * @param mutable globs of keys that are mutable
   * @param verify the base URLs through which a release is verified
   */
  public PublishConfig(
      int concurrency,
      List<Glob> exclude,
      List<Glob> fingerprinted,
      List<Glob> mutable,
      List<BaseUrl> verify) {
    this(concurrency, exclude, fingerprinted, mutable, List.of(), verify);
  }

  /**
   * Returns how files become assets by these rules.
   *
   * @param urls where assets lie in the URL space
   * @param manifest the bundler's manifest, when it is not to be looked for
   * @return the rules of a scan
   */
  public ScanRules scanRules(AssetUrls urls, Optional<Path> manifest) {
    return new ScanRules(urls, exclude, fingerprinted, mutable, fingerprint, manifest, concurrency);
  }
}
