package io.passthrough.core.objects;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ManifestAsset;
import io.passthrough.core.record.CacheControl;
import io.passthrough.core.record.ContentId;
import io.passthrough.core.record.StoreLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One object that a release needs in the store.
 *
 * @param key the object's key in the store
 * @param role what it is to the release
 * @param assets the assets that it serves, at least one
 * @param claims which bytes the manifest says it has; more than one only for a coding
 * @param source the bytes to put, when they are at hand
 */
public record RequiredObject(
    AssetKey key,
    Role role,
    List<ManifestAsset> assets,
    Set<ContentId> claims,
    Optional<Upload> source) {

  /** What an object is to a release. */
  public enum Role {
    /** An asset's own bytes, which its key fixes. */
    FIXED,
    /** A companion's bytes: the first that came stay. */
    COMPANION,
    /** An asset in a coding: the first that came stay, and it can be done without. */
    CODING
  }

  /**
   * Bytes at hand.
   *
   * @param content the bytes
   * @param id which bytes
   */
  public record Upload(Content content, ContentId id) {}

  public RequiredObject {
    assets = List.copyOf(assets);
    claims = Set.copyOf(claims);
  }

  /** Returns the bytes that are there, where the manifest alone would not tell. */
  public Optional<ContentId> other(ContentId actual) {
    return claims.equals(Set.of(actual)) ? Optional.empty() : Optional.of(actual);
  }

  /** Returns whether an object that is there may have these bytes. */
  public boolean allows(ContentId actual) {
    return role != Role.FIXED || claims.contains(actual);
  }

  /** Returns the headers to put the object with. */
  public AssetHeaders headers(ContentId id) {
    ManifestAsset asset = assets.get(0);
    Map<String, String> metadata = StoreLayout.metadata(id.sha256());
    if (key.equals(asset.key())) {
      boolean fixed = asset.kind() == AssetKind.FINGERPRINTED;
      return AssetHeaders.of(asset.type())
          .withCacheControl((fixed ? CacheControl.IMMUTABLE : CacheControl.REVALIDATED).value())
          .withMetadata(metadata);
    }
    return AssetHeaders.of(AssetHeaders.OCTET_STREAM)
        .withCacheControl(CacheControl.PRIVATE.value())
        .withMetadata(metadata);
  }
}
