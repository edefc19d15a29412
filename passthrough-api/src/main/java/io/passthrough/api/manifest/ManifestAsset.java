package io.passthrough.api.manifest;

import io.passthrough.api.AssetKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One asset of a release.
 *
 * @param key its key
 * @param kind how its bytes and its name belong together
 * @param size its size in bytes, without coding
 * @param sha256 the hash of its bytes, without coding
 * @param type its media type
 * @param logical the names that bundlers know it by before fingerprinting; may be empty
 * @param integrity the value of an {@code integrity} attribute, when a manifest tells it
 * @param codings its bytes in content codings
 */
public record ManifestAsset(
    AssetKey key,
    AssetKind kind,
    long size,
    Sha256 sha256,
    String type,
    List<String> logical,
    Optional<String> integrity,
    List<CodedForm> codings) {

  /**
   * Copies the lists.
   *
   * @param key its key
   * @param kind how its bytes and its name belong together
   * @param size its size in bytes
   * @param sha256 the hash of its bytes
   * @param type its media type
   * @param logical its logical names
   * @param integrity the value of an {@code integrity} attribute
   * @param codings its bytes in content codings
   */
  public ManifestAsset {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(integrity, "integrity");
    logical = List.copyOf(logical);
    codings = List.copyOf(codings);
  }

  /**
   * Finds the asset's bytes in a coding.
   *
   * @param coding the coding
   * @return the coded form, or empty
   */
  public Optional<CodedForm> coded(ContentCoding coding) {
    return codings.stream().filter(form -> form.coding() == coding).findFirst();
  }
}
