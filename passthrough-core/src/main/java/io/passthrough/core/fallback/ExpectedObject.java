package io.passthrough.core.fallback;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Version;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.StoreLayout;
import java.util.Optional;

/**
 * An object in the store, as it must be found.
 *
 * @param location where it lies
 * @param size its size in bytes
 * @param sha256 the hash of its bytes, where that is known
 * @param version its version, where that is known
 */
public record ExpectedObject(
    AssetKey location, long size, Optional<Sha256> sha256, Optional<Version> version) {

  /**
   * Makes an expectation of a hash.
   *
   * @param location where the object lies
   * @param size its size in bytes
   * @param sha256 the hash of its bytes
   * @return the expectation
   */
  public static ExpectedObject of(AssetKey location, long size, Sha256 sha256) {
    return new ExpectedObject(location, size, Optional.of(sha256), Optional.empty());
  }

  /**
   * Makes an expectation of what was found before.
   *
   * @param info what was found
   * @return the expectation
   */
  public static ExpectedObject of(AssetInfo info) {
    return new ExpectedObject(
        info.key(), info.size(), Optional.empty(), Optional.of(info.version()));
  }

  /** Returns whether an object may be the expected one, before a byte of it is read. */
  boolean fits(AssetInfo info) {
    return info.size() == size && version.map(info.version()::equals).orElse(true);
  }

  /** Returns whether an object is the expected one without reading it whole. */
  boolean isCertainly(AssetInfo info) {
    boolean sameHash = sha256.isPresent() && sha256.equals(StoreLayout.sha256(info.headers()));
    return fits(info) && (version.isPresent() || sameHash);
  }
}
