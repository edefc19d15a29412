package io.passthrough.core.release;

import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.MediaTypes;
import io.passthrough.api.Page;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.Workers;
import io.passthrough.core.objects.StoredHeaders;
import io.passthrough.core.record.StoreLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An audit of the objects that another tool put: which have headers that do not fit their names.
 *
 * @param audited how many objects were looked at, ours too; never more than {@value #MOST}
 * @param faults what is wrong, such as {@code Content-Type 'text/plain'}, by key
 */
public record ForeignHeaders(int audited, SortedMap<String, String> faults) {

  /** The most objects that are looked at, as each costs a call: {@value}. */
  public static final int MOST = 2_000;

  /**
   * Copies the map.
   *
   * @param audited how many objects were looked at
   * @param faults what is wrong, by key
   */
  public ForeignHeaders {
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
  }

  /**
   * Audits the objects whose name says what they must be.
   *
   * @param store the store
   * @param catalog which keys its records name
   * @param environment whose releases come first
   * @param workers how many objects are looked at at once
   * @return what was found
   * @throws io.passthrough.api.AssetStoreException when the store cannot be read
   */
  public static ForeignHeaders audit(
      AssetStore store, ReleaseCatalog catalog, EnvironmentName environment, Workers workers) {
    List<AssetKey> keys = keys(store);
    Map<String, String> faults = new ConcurrentSkipListMap<>();
    workers.forEach(
        keys,
        key ->
            store
                .stat(key)
                .flatMap(info -> fault(info, catalog, environment))
                .ifPresent(fault -> faults.put(key.value(), fault)));
    return new ForeignHeaders(keys.size(), new TreeMap<>(faults));
  }

  private static List<AssetKey> keys(AssetStore store) {
    List<AssetKey> keys = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = store.list("", cursor, AssetStore.MAX_PAGE_SIZE);
      page.entries().stream()
          .map(Entry::key)
          .filter(key -> !key.value().startsWith(StoreLayout.ROOT))
          .filter(key -> MediaTypes.ofName(key.value()).isPresent())
          .limit(MOST - keys.size())
          .forEach(keys::add);
      cursor = page.next();
    } while (cursor.isPresent() && keys.size() < MOST);
    return keys;
  }

  private static Optional<String> fault(
      AssetInfo info, ReleaseCatalog catalog, EnvironmentName environment) {
    if (StoreLayout.sha256(info.headers()).isPresent()) {
      return Optional.empty();
    }
    Optional<KnownAsset> known =
        catalog.find(info.key(), environment).filter(asset -> asset.location().equals(info.key()));
    return known.isPresent()
        ? StoredHeaders.fault(info.key(), info.headers(), known.get().isImmutable())
        : StoredHeaders.typeFault(info.key(), info.headers());
  }
}
