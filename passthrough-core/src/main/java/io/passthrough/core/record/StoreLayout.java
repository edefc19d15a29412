package io.passthrough.core.record;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import java.util.Map;
import java.util.Optional;

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

  /** What many records say, summed up. */
  public static final String CHECKPOINTS = ROOT + "checkpoints/";

  /** What was done, in order. */
  public static final String JOURNAL = ROOT + "journal/";

  /** Which fingerprinted keys prunes have deleted. */
  public static final String DELETED = ROOT + "deleted/";

  /** What was set aside. */
  public static final String FORGOTTEN = ROOT + "forgotten/";

  /** Which release each gateway serves. */
  public static final String LEASES = ROOT + "leases/";

  /** What prune means to delete. */
  public static final String PLANS = ROOT + "plans/";

  /** What is kept until somebody says otherwise. */
  public static final String PINS = ROOT + "pins/";

  /** What doctor and probe try. */
  public static final String SCRATCH = ROOT + "scratch/";

  /** What a server is asked with. */
  public static final String PROBES = ROOT + "probes/";

  /** The name of the metadata that holds the hex SHA-256 of an object's bytes. */
  private static final String SHA256 = "sha256";

  private StoreLayout() {}

  /**
   * Returns the metadata that says which bytes an object has.
   *
   * @param sha256 their hash
   * @return for the object's headers
   */
  public static Map<String, String> metadata(Sha256 sha256) {
    return Map.of(SHA256, sha256.hex());
  }

  /**
   * Returns which bytes an object has by its metadata.
   *
   * @param headers the object's headers
   * @return the hash, or empty when its writer noted none that is legal
   */
  public static Optional<Sha256> sha256(AssetHeaders headers) {
    return Optional.ofNullable(headers.metadata().get(SHA256))
        .filter(Sha256::isLegal)
        .map(Sha256::new);
  }

  /**
   * Returns where an asset's bytes lie.
   *
   * @param kind how its bytes and its name belong together
   * @param key the key that a URL asks for
   * @param sha256 the hash of its bytes
   * @return the key itself, or for a mutable asset {@code .passthrough/files/<sha256>}
   */
  public static AssetKey location(AssetKind kind, AssetKey key, Sha256 sha256) {
    return kind == AssetKind.MUTABLE ? file(sha256) : key;
  }

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
