package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.Workers;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.fingerprint.Fingerprints;
import io.passthrough.core.fingerprint.ManifestNames;
import io.passthrough.core.fingerprint.NamePlace;
import io.passthrough.core.record.RecordName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.url.AssetUrls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a store say, at one moment: immutable, and cheap to renew, as records never
 * change.
 */
public final class ReleaseCatalog {

  private static final int MOST_NAMES = 20_000;

  /** As many as a publish has by default: each may hold a manifest in memory. */
  private static final Workers READERS = new Workers(16);

  private final CatalogRecords records;
  private final AssetIndex resolution;
  private volatile @Nullable Judge judge;
  private volatile @Nullable Standings standings;

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
   * Reads the records, those that are new since and those that could not be read before. One list
   * of each record folder and at most one read of each record, the newest first and several at
   * once. What cannot be read is left out, and told by {@link #faults()}.
   *
   * @param store the store
   * @return the catalog now; this one when nothing is new
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public ReleaseCatalog refresh(AssetStore store) {
    return refresh(store, part -> {});
  }

  /**
   * Reads the records in parts.
   *
   * @param store the store
   * @param part shown what is known while there is more to read, also when reading fails then
   */
  ReleaseCatalog refresh(AssetStore store, Consumer<ReleaseCatalog> part) {
    RecordStore reader = new RecordStore(store);
    Map<RecordName<?>, Instant> names = reader.list().names();
    if (records.isAll(names.keySet())) {
      return this;
    }
    CatalogRecords next =
        new CatalogUpdate(reader, records, names)
            .run(READERS, known -> part.accept(new ReleaseCatalog(known)));
    return next.isSameAs(records) ? this : new ReleaseCatalog(next);
  }

  /** Returns whether a key that is not here is in no record. */
  boolean isCertain() {
    return records.isCertain();
  }

  /** Returns whether every record was read, or found to be unreadable. */
  boolean isComplete() {
    return records.isComplete();
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
   * Returns what the names of the newest releases tell about other names.
   *
   * @param urls where keys lie in the URL space
   * @return a judge of URL paths without their first slash; the same one for the same URLs
   */
  public Fingerprints fingerprints(AssetUrls urls) {
    return judge(urls).names();
  }

  /**
   * Returns whether a key that no record names may be called immutable.
   *
   * @param key the key
   * @param urls where keys lie in the URL space
   * @param own what the names of one's own release tell
   * @return whether its name is fingerprinted beside those, or those of the newest releases, and
   *     the records disprove no name of its form
   */
  public boolean isFingerprinted(AssetKey key, AssetUrls urls, Fingerprints own) {
    return judge(urls).isFingerprinted(key, own);
  }

  /**
   * Returns whether a release has fingerprinted names in the folder and with the extension of a
   * key, so that the key may be an asset's.
   *
   * @param key a key that no record names
   * @return whether there is such a name
   */
  public boolean hasFingerprintedLike(AssetKey key) {
    return resolution.places().contains(NamePlace.of(key));
  }

  /**
   * Returns what the records say against a file that one's own release calls fingerprinted.
   *
   * @param key the file's key
   * @param sha256 the hash of its bytes
   * @return empty when nothing does
   */
  public Optional<Doubt> doubt(AssetKey key, Sha256 sha256) {
    if (resolution.disproved().contains(key) || resolution.isMutable(key)) {
      return Optional.of(new Doubt.Disproved());
    }
    return resolution
        .fixed(key)
        .filter(asset -> asset.kind() == AssetKind.FINGERPRINTED)
        .filter(asset -> !asset.sha256().equals(sha256))
        .map(Doubt.OtherBytes::new);
  }

  private Judge judge(AssetUrls urls) {
    Judge known = judge;
    if (known == null || !known.urls().equals(urls)) {
      String base = urls.base().substring(1);
      List<String> names = resolution.names(MOST_NAMES).stream().map(name -> base + name).toList();
      known = Judge.of(urls, new Fingerprints(names, ManifestNames.NONE), resolution.disproved());
      judge = known;
    }
    return known;
  }

  /**
   * Finds the release with a digest, by which a gateway knows its own.
   *
   * @param digest a digest
   * @return the newest READY release with it, or empty
   */
  public Optional<ReleaseName> release(Sha256 digest) {
    return resolution.release(digest);
  }

  /**
   * Finds how a release stands to the current one.
   *
   * @param release a release that somebody has open
   * @param environment where it may have been replaced
   * @param policy what prune keeps
   * @param now the time
   * @return what the records tell
   */
  public ReleaseStanding standing(
      ReleaseName release, EnvironmentName environment, RetentionConfig.Kept policy, Instant now) {
    Standings known = standings;
    if (known == null) {
      known = new Standings(records, resolution.newestFirst());
      standings = known;
    }
    return known.of(release, environment, policy, now);
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
    return records.faults().values().stream()
        .map(fault -> String.valueOf(fault.getMessage()))
        .sorted()
        .toList();
  }

  /**
   * Returns what an operator should know of the records that could be read.
   *
   * @return one sentence each, in a fixed order
   */
  public List<String> warnings() {
    return records.warnings().values().stream().sorted().toList();
  }
}
