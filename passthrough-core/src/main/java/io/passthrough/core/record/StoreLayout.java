package io.passthrough.core.record;

import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;

/** Where things lie in a store. */
public final class StoreLayout {

  /** What core keeps for itself: never served. */
  public static final String ROOT = ".passthrough/";

  /** The bytes of mutable assets. */
  public static final String FILES = ROOT + "files/";

  /** Assets in content codings. */
  public static final String ENCODED = ROOT + "encoded/";

  /** Manifests and attempts. */
  public static final String RELEASES = ROOT + "releases/";

  /** What is current where. */
  public static final String ACTIVATIONS = ROOT + "activations/";

  /** What prune means to delete. */
  public static final String PLANS = ROOT + "plans/";

  private StoreLayout() {}

  /**
   * Returns where the bytes of a mutable asset lie.
   *
   * @param sha256 their hash
   * @return the object's key
   */
  public static AssetKey file(Sha256 sha256) {
    return AssetKey.of(FILES + sha256.hex());
  }

  /**
   * Returns where an asset's bytes in a coding lie.
   *
   * @param sha256 the hash of the bytes without coding
   * @param coding the coding
   * @return the object's key
   */
  public static AssetKey encoded(Sha256 sha256, ContentCoding coding) {
    return AssetKey.of(ENCODED + sha256.hex() + coding.suffix());
  }
}
