package io.passthrough.core.scan;

import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build holds, with the bytes at hand.
 *
 * @param assets every asset under the base
 * @param contents the bytes of every asset; reading one that has changed since fails
 * @param codings the coded bytes of the assets that came with some
 * @param warnings what a user should know, one sentence each
 */
public record ScannedRelease(
    List<ManifestAsset> assets,
    Map<AssetKey, Content> contents,
    Map<AssetKey, Map<ContentCoding, Content>> codings,
    List<String> warnings) {

  /**
   * Copies the collections.
   *
   * @param assets every asset under the base
   * @param contents the bytes of every asset
   * @param codings the coded bytes of the assets that came with some
   * @param warnings what a user should know
   */
  public ScannedRelease {
    assets = List.copyOf(assets);
    contents = Map.copyOf(contents);
    codings = Map.copyOf(codings);
    warnings = List.copyOf(warnings);
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
