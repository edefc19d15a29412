package io.passthrough.core.config;

import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.url.BaseUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may come from a store.
 *
 * @param base the URL path under which requests may fall back, beginning and ending with {@code /};
 *     the rest of the path is the key
 * @param store the store, or empty for no fallback
 * @param cacheMemory the memory for bodies in bytes, or empty for the smaller of 64 MiB and half of
 *     the direct memory
 * @param fillMax the largest body in bytes that is read whole before it is served
 * @param refresh how often the records are looked at
 * @param askUnknownKeys whether the store is asked for keys that no record names
 * @param records what there is to do with records of releases
 * @param routableStaticPath whether a navigation under {@code base} without an extension is a page
 * @param cdn what stands before the URL paths of assets in pages, or empty for this host
 */
public record AssetsConfig(
    String base,
    Optional<StoreSettings> store,
    OptionalLong cacheMemory,
    long fillMax,
    Duration refresh,
    boolean askUnknownKeys,
    RecordsConfig records,
    boolean routableStaticPath,
    Optional<BaseUrl> cdn) {

  /**
   * Returns whether the store may have records of releases.
   *
   * @return false for one that another tool fills
   */
  public boolean hasRecords() {
    return records.areKept();
  }

  /**
   * Returns this with another base and store.
   *
   * @param otherBase the base
   * @param settings the store
   * @return a copy
   */
  public AssetsConfig withStore(String otherBase, StoreSettings settings) {
    return new AssetsConfig(
        otherBase,
        Optional.of(settings),
        cacheMemory,
        fillMax,
        refresh,
        askUnknownKeys,
        records,
        routableStaticPath,
        cdn);
  }

  /**
   * Returns this without a store: no fallback.
   *
   * @return a copy
   */
  public AssetsConfig withoutStore() {
    return new AssetsConfig(
        base,
        Optional.empty(),
        cacheMemory,
        fillMax,
        refresh,
        askUnknownKeys,
        records,
        routableStaticPath,
        cdn);
  }
}
