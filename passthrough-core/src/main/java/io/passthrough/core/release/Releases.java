package io.passthrough.core.release;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.Workers;
import io.passthrough.core.record.PlanListing;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.snapshot.PrunedAttempts;
import io.passthrough.core.snapshot.RecordSnapshot;
import io.passthrough.core.snapshot.RefusedPrunes;
import io.passthrough.core.snapshot.ReleaseVisitor;
import io.passthrough.core.url.AssetUrls;
import java.util.List;

/** Lists the releases of a store and explains its keys; writes nothing. Thread-safe. */
public final class Releases {

  private final AssetStore store;
  private final Workers workers;

  /**
   * Makes a reader.
   *
   * @param store the store, which the caller closes
   * @param concurrency how many records are read at once, at least 1
   */
  public Releases(AssetStore store, int concurrency) {
    this.store = store;
    this.workers = new Workers(concurrency);
  }

  /**
   * Lists the releases.
   *
   * @return every release, newest first, and the records that could not be read
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public ReleaseList list() {
    return rows(snapshot().readAll(ReleaseVisitor.NONE));
  }

  /**
   * Lists the releases that were published last.
   *
   * @param count how many
   * @return those, newest first, and the records that could not be read
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public ReleaseList newest(int count) {
    return rows(snapshot().readNewest(count));
  }

  private ReleaseList rows(RecordSnapshot snapshot) {
    RecordStore records = new RecordStore(store);
    PlanListing plans = records.plans();
    return new ReleaseRows(
            snapshot, records.pins().keySet(), PrunedAttempts.read(records, workers, plans))
        .releases(RefusedPrunes.read(records, workers, plans));
  }

  private RecordSnapshot snapshot() {
    return RecordSnapshot.list(new RecordStore(store), workers);
  }

  /**
   * Finds the releases that have a key.
   *
   * @param key the key
   * @param environment whose releases come first for a mutable key
   * @param urls where keys lie in the URL space
   * @return what is known of the key, and which records could not be read
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public Explanation explain(AssetKey key, EnvironmentName environment, AssetUrls urls) {
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(store);
    String name = urls.base().substring(1) + key.value();
    List<ReleaseName> releases = catalog.releases(key);
    List<ReleaseName> pruned = pruned(releases);
    return new Explanation(
        key,
        catalog.find(key, environment),
        releases.stream().filter(release -> !pruned.contains(release)).toList(),
        pruned,
        catalog.fingerprints(urls).find(name),
        catalog.faults());
  }

  /** Finds those of some releases that a prune has ended. */
  private List<ReleaseName> pruned(List<ReleaseName> releases) {
    PrunedAttempts pruned = PrunedAttempts.read(new RecordStore(store), workers);
    if (pruned.all().isEmpty()) {
      return List.of();
    }
    RecordSnapshot snapshot = snapshot();
    releases.forEach(snapshot::readOutcomes);
    return releases.stream()
        .filter(name -> snapshot.release(name).filter(pruned::hasEnded).isPresent())
        .toList();
  }
}
