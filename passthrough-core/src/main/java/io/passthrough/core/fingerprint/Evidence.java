package io.passthrough.core.fingerprint;

/** Why a name counts as fingerprinted or not, the strongest first. */
public enum Evidence {
  /** The configuration says so. */
  CONFIGURED(true),
  /** A manifest names it as a logical name with a digest put in. */
  MANIFEST(true),
  /** A framework documents that it names content-hashed files like this. */
  DOCUMENTED(true),
  /** Its neighbours hold digests of the same form. */
  FAMILY(true),
  /** It holds what no person writes. */
  ALONE(true),
  /** The configuration says that it is mutable. */
  CONFIGURED_MUTABLE(false),
  /** A manifest names it as the original of another file. */
  ORIGINAL(false),
  /** It is a part of a chunk, named by a hash of module paths. */
  CHUNK_PART(false),
  /** Nothing in its name can be told from words and numbers. */
  NONE(false);

  private final boolean isFingerprint;

  Evidence(boolean isFingerprint) {
    this.isFingerprint = isFingerprint;
  }

  /**
   * Returns whether a name of this evidence is fingerprinted.
   *
   * @return false for a mutable name
   */
  public boolean isFingerprint() {
    return isFingerprint;
  }
}
