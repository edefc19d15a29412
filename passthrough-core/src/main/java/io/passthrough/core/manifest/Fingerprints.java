package io.passthrough.core.manifest;

import io.passthrough.api.AssetKey;

/** Tells fingerprints in names. */
public final class Fingerprints {

  private Fingerprints() {}

  /**
   * Tells whether a name has a strong fingerprint, so that a key which no record names may be
   * called immutable.
   *
   * @param key a key
   * @return whether the file's name holds a strong token
   */
  public static boolean isStrong(AssetKey key) {
    throw new UnsupportedOperationException();
  }
}
