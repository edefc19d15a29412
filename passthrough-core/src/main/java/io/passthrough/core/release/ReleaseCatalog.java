package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import java.util.Optional;

/**
 * What the records of a store say, at one moment: immutable, and cheap to renew, as records never
 * change.
 */
public final class ReleaseCatalog {

  private ReleaseCatalog() {}

  /**
   * Returns the catalog of a store without records.
   *
   * @return an empty catalog
   */
  public static ReleaseCatalog empty() {
    return new ReleaseCatalog();
  }

  /**
   * Reads the records, those that are new since only. One list of each record folder and one read
   * of each new record.
   *
   * @param store the store
   * @return the catalog now; this one when nothing is new
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public ReleaseCatalog refresh(AssetStore store) {
    throw new UnsupportedOperationException();
  }

  /**
   * Finds an asset. A mutable one comes from the environment's current release, else its earlier
   * ones by activation, else the newest READY one.
   *
   * @param key the key that a URL asks for
   * @param environment whose releases come first
   * @return the asset, or empty when no READY release has the key
   */
  public Optional<KnownAsset> find(AssetKey key, EnvironmentName environment) {
    throw new UnsupportedOperationException();
  }

  /**
   * Finds the release with a digest, by which a gateway knows its own.
   *
   * @param digest a digest
   * @return the newest READY release with it, or empty
   */
  public Optional<ReleaseName> release(Sha256 digest) {
    throw new UnsupportedOperationException();
  }

  /**
   * Tells whether there is any record.
   *
   * @return false for a bucket that another tool filled
   */
  public boolean hasRecords() {
    throw new UnsupportedOperationException();
  }
}
