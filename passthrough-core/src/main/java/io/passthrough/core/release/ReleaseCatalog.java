package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of a store say, at one moment: immutable, and cheap to renew, as records never
 * change.
 */
public final class ReleaseCatalog {

  private final CatalogRecords records;
  private final AssetIndex resolution;

  private ReleaseCatalog(CatalogRecords records) {
    this.records = records;
    this.resolution = new AssetIndex(records);
  }

  /**
   * Returns the catalog of a store without records.
   *
   * @return an empty catalog
   */
  public static ReleaseCatalog empty() {
    return new ReleaseCatalog(CatalogRecords.NONE);
  }

  /**
   * Reads the records, those that are new since only. One list of each record folder and at most
   * one read of each record. What cannot be read is left out, and told by {@link #faults()}.
   *
   * @param store the store
   * @return the catalog now; this one when nothing is new
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public ReleaseCatalog refresh(AssetStore store) {
    RecordStore reader = new RecordStore(store);
    Set<RecordName<?>> names = reader.names().keySet();
    if (names.equals(records.names())) {
      return this;
    }
    return new ReleaseCatalog(new CatalogUpdate(reader, records, names).run());
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
    return resolution.find(key, environment);
  }

  /**
   * Names the releases that have a key. Looks through all of them.
   *
   * @param key a key
   * @return every READY release that has it, the newest first
   */
  public List<ReleaseName> releases(AssetKey key) {
    return resolution.newestFirst().stream()
        .filter(release -> release.assets().stream().anyMatch(asset -> asset.key().equals(key)))
        .map(ReadyRelease::name)
        .toList();
  }

  /**
   * Finds the release with a digest, by which a gateway knows its own.
   *
   * @param digest a digest
   * @return the newest READY release with it, or empty
   */
  public Optional<ReleaseName> release(Sha256 digest) {
    return resolution.newestFirst().stream()
        .filter(release -> release.digest().equals(digest))
        .map(ReadyRelease::name)
        .findFirst();
  }

  /**
   * Returns whether there is any record.
   *
   * @return false for a bucket that another tool filled
   */
  public boolean hasRecords() {
    return !records.names().isEmpty();
  }

  /**
   * Returns which records could not be read.
   *
   * @return one sentence each, in a fixed order; empty when all could
   */
  public List<String> faults() {
    return records.faults().values().stream().sorted().toList();
  }
}
