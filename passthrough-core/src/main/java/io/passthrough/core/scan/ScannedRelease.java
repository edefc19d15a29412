package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.fingerprint.Finding;
import io.passthrough.core.fingerprint.Fingerprints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a build holds, with the bytes at hand.
 *
 * @param assets every asset under the base
 * @param findings why each asset has its kind, from its name
 * @param contents the bytes of every asset; reading one that has changed since fails
 * @param codings the coded bytes of the assets that came with some
 * @param warnings what a user should know, one sentence each
 * @param names what the names of all files, as URL paths without the first slash, tell about others
 */
public record ScannedRelease(
    List<ManifestAsset> assets,
    Map<AssetKey, Finding> findings,
    Map<AssetKey, Content> contents,
    Map<AssetKey, Map<ContentCoding, Content>> codings,
    List<String> warnings,
    Fingerprints names) {

  /**
   * Copies the collections.
   *
   * @param assets every asset under the base
   * @param findings why each asset has its kind
   * @param contents the bytes of every asset
   * @param codings the coded bytes of the assets that came with some
   * @param warnings what a user should know
   * @param names what the names of all files tell about others
   */
  public ScannedRelease {
    assets = List.copyOf(assets);
    findings = Map.copyOf(findings);
    contents = Map.copyOf(contents);
    codings = Map.copyOf(codings);
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(names, "names");
  }

  /**
   * Makes what holds these assets, whose names tell nothing about others.
   *
   * @param assets every asset under the base
   * @param findings why each asset has its kind
   * @param contents the bytes of every asset
   * @param codings the coded bytes of the assets that came with some
   * @param warnings what a user should know
   */
  public ScannedRelease(
      List<ManifestAsset> assets,
      Map<AssetKey, Finding> findings,
      Map<AssetKey, Content> contents,
      Map<AssetKey, Map<ContentCoding, Content>> codings,
      List<String> warnings) {
    this(assets, findings, contents, codings, warnings, Fingerprints.NONE);
  }

  /**
   * Returns why an asset has its kind.
   *
   * @param key an asset's key
   * @return what its name tells; for a companion that of its owner
   */
  public Finding finding(AssetKey key) {
    return findings.getOrDefault(key, Finding.NONE);
  }

  /**
   * Sums up which names are fingerprinted.
   *
   * @param published the assets with the kinds that they were published with
   * @return one line for each folder, such as {@code assets/: 212 of 214 fingerprinted, by 8
   *     base64url characters after '-'}
   */
  public List<String> summary(List<ManifestAsset> published) {
    return FolderSummary.of(published, findings);
  }

  /**
   * Makes the manifest.
   *
   * @param name the release's name, or empty for the default
   * @return the manifest
   */
  public ReleaseManifest manifest(Optional<ReleaseName> name) {
    return ReleaseManifest.of(name, assets);
  }
}
