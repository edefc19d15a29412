package io.passthrough.api;

import java.time.Instant;
import java.util.Objects;

/**
 * One object in a listing.
 *
 * @param key the object's key
 * @param size the size in bytes, as stored
 * @param lastModified when it was put, by the store's clock
 * @param version the same version as stat, read and put tell
 */
public record Entry(AssetKey key, long size, Instant lastModified, Version version) {

  /**
   * Checks that nothing is missing.
   *
   * @param key the object's key
   * @param size the size in bytes
   * @param lastModified when it was put
   * @param version the object's version
   */
  public Entry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(lastModified, "lastModified");
    Objects.requireNonNull(version, "version");
    if (size < 0) {
      throw new IllegalArgumentException("Illegal size: " + size);
    }
  }
}
