package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.CodedForm;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.StoreLayout;
import java.util.List;

/**
 * An asset that the records name, with where its bytes lie.
 *
 * @param key the key that a URL asks for
 * @param kind how its bytes and its name belong together
 * @param size its size in bytes, without coding
 * @param sha256 the hash of the bytes that are in the store
 * @param type its media type
 * @param codings its bytes in content codings, as they are in the store
 * @param release the release it was found in
 * @param disproved whether releases have different bytes under a key that was called fingerprinted
 */
public record KnownAsset(
    AssetKey key,
    AssetKind kind,
    long size,
    Sha256 sha256,
    String type,
    List<CodedForm> codings,
    ReleaseName release,
    boolean disproved) {

  /**
   * Copies the list.
   *
   * @param key the key that a URL asks for
   * @param kind how its bytes and its name belong together
   * @param size its size in bytes, without coding
   * @param sha256 the hash of the bytes that are in the store
   * @param type its media type
   * @param codings its bytes in content codings
   * @param release the release it was found in
   * @param disproved whether releases have different bytes under its key
   */
  public KnownAsset {
    codings = List.copyOf(codings);
  }

  /**
   * Returns where the bytes lie in the store.
   *
   * @return the key itself, or for a mutable asset {@code .passthrough/files/<sha256>}
   */
  public AssetKey location() {
    return StoreLayout.location(kind, key, sha256);
  }

  /**
   * Returns where the bytes in a coding lie in the store.
   *
   * @param coding one of the codings
   * @return {@code .passthrough/encoded/<sha256>.<suffix>}, of the hash without coding
   */
  public AssetKey location(ContentCoding coding) {
    return StoreLayout.encoded(sha256, coding);
  }

  /** Returns the same asset as another release has it; this one when it is that release's. */
  KnownAsset in(ReleaseName other) {
    return other.equals(release)
        ? this
        : new KnownAsset(key, kind, size, sha256, type, codings, other, disproved);
  }

  /** Returns the same asset as one of whose key releases have different bytes. */
  KnownAsset disprovedOne() {
    return new KnownAsset(key, kind, size, sha256, type, codings, release, true);
  }

  /**
   * Returns the same asset as one that the store has in no coding.
   *
   * @return a copy
   */
  public KnownAsset withoutCodings() {
    return new KnownAsset(key, kind, size, sha256, type, List.of(), release, disproved);
  }

  /**
   * Returns whether caches may keep the bytes for good.
   *
   * @return whether the key is fingerprinted, and no release disproved it
   */
  public boolean isImmutable() {
    return kind == AssetKind.FINGERPRINTED && !disproved;
  }
}
