package io.passthrough.api;

import java.time.Instant;
import java.util.Objects;

/**
 * What a store knows of one state of an object.
 *
 * @param key the object's key
 * @param size the full size in bytes, as stored, also for a read of a part
 * @param lastModified when it was put, by the store's clock
 * @param version the mark of this state
 * @param headers what was put beside the bytes
 */
public record AssetInfo(
    AssetKey key, long size, Instant lastModified, Version version, AssetHeaders headers) {

  /**
   * Checks that nothing is missing.
   *
   * @param key the object's key
   * @param size the full size in bytes
   * @param lastModified when it was put
   * @param version the mark of this state
   * @param headers what was put beside the bytes
   */
  public AssetInfo {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(headers, "headers");
    if (size < 0) {
      throw new IllegalArgumentException("Illegal size: " + size);
    }
  }
}
