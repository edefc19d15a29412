package io.passthrough.core.fingerprint;

/** Why a name counts as fingerprinted or not, the strongest first. */
public enum Evidence {
  /** The configuration says so. */
  CONFIGURED(true, "publish.fingerprinted names it"),
  /** It was named by its bytes when the build was read. */
  HASHED(true, "publish.fingerprint has named it by its bytes"),
  /** A manifest names it as a logical name with a digest put in. */
  MANIFEST(true, "a manifest names it"),
  /** A framework documents that it names content-hashed files like this. */
  DOCUMENTED(true, "a framework documents such names"),
  /** Its neighbours hold digests of the same form. */
  FAMILY(true, "its neighbours have the same form"),
  /** It holds what no person writes. */
  ALONE(true, "nobody writes such a name"),
  /** The configuration says that it is mutable. */
  CONFIGURED_MUTABLE(false, "publish.mutable names it"),
  /** A manifest, or publish.fingerprint, has another file with a digest in its name for it. */
  ORIGINAL(false, "it is the logical name of another file"),
  /** It is a part of a chunk, named by a hash of module paths. */
  CHUNK_PART(false, "it is a part of a chunk, named by module paths"),
  /** Nothing in its name can be told from words and numbers. */
  NONE(false, "nothing in its name is a digest");

  private final boolean isFingerprint;
  private final String words;

  Evidence(boolean isFingerprint, String words) {
    this.isFingerprint = isFingerprint;
    this.words = words;
  }

  /**
   * Returns whether a name of this evidence is fingerprinted.
   *
   * @return false for a mutable name
   */
  public boolean isFingerprint() {
    return isFingerprint;
  }

  /** Returns it in words. */
  @Override
  public String toString() {
    return words;
  }
}
