package io.passthrough.api.manifest;

import io.passthrough.api.AssetKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a release is: its name, its digest and all its assets in the order of their keys.
 *
 * @param release the release's name
 * @param digest the hash of what it holds; equal digests mean equal assets
 * @param assets every asset, in the order of the keys
 */
public record ReleaseManifest(ReleaseName release, Sha256 digest, List<ManifestAsset> assets) {

  private static final int DEFAULT_NAME_LENGTH = 16;

  /**
   * Sorts and copies.
   *
   * @param release the release's name
   * @param digest the hash of what it holds
   * @param assets every asset, each key once
   * @throws IllegalArgumentException when two assets have one key
   */
  public ReleaseManifest {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(digest, "digest");
    assets = sorted(assets);
    AssetKey previous = null;
    for (ManifestAsset asset : assets) {
      if (asset.key().equals(previous)) {
        throw new IllegalArgumentException("Two assets have the key '" + previous + "'");
      }
      previous = asset.key();
    }
  }

  /**
   * Makes the manifest of some assets, with their digest.
   *
   * @param release the name, or empty for the default: the digest's first 16 digits
   * @param assets every asset, each key once
   * @return the manifest
   */
  public static ReleaseManifest of(Optional<ReleaseName> release, List<ManifestAsset> assets) {
    Sha256 digest = digestOf(assets);
    return new ReleaseManifest(release.orElseGet(() -> defaultName(digest)), digest, assets);
  }

  /**
   * Returns the digest of some assets: the SHA-256 over the lines {@code key SP hex LF} in the
   * order of the keys' UTF-8 bytes.
   *
   * @param assets the assets, in any order
   * @return the digest
   */
  public static Sha256 digestOf(List<ManifestAsset> assets) {
    MessageDigest digest = Sha256.newDigest();
    for (ManifestAsset asset : sorted(assets)) {
      String line = asset.key().value() + " " + asset.sha256().hex() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.from(digest.digest());
  }

  /**
   * Returns the name of a release that was given none.
   *
   * @param digest the release's digest
   * @return its first 16 hexadecimal digits
   */
  public static ReleaseName defaultName(Sha256 digest) {
    return new ReleaseName(digest.hex().substring(0, DEFAULT_NAME_LENGTH));
  }

  private static List<ManifestAsset> sorted(List<ManifestAsset> assets) {
    return assets.stream().sorted(Comparator.comparing(ManifestAsset::key)).toList();
  }
}
