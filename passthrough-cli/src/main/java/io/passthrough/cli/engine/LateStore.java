package io.passthrough.cli.engine;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.store.AssetStores;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store for reading that may be down when it is opened: each call tries again until it is there,
 * so that a gateway serves its own files meanwhile. Thread-safe.
 */
public final class LateStore implements AssetStore {

  private final StoreSettings settings;
  private @Nullable AssetStore opened;
  private boolean closed;

  private LateStore(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Opens a store, or puts it off when trouble that passes is in the way.
   *
   * @param settings which store
   * @return the store, which the caller closes
   * @throws AssetStoreException when it can never be opened with these settings
   */
  public static LateStore open(StoreSettings settings) {
    LateStore store = new LateStore(settings);
    store.trouble();
    return store;
  }

  /**
   * Returns what an operator should know.
   *
   * @return what is in the way now, or empty when the store is open
   */
  public Optional<String> notice() {
    return trouble()
        .map(fault -> "No fallback yet, the store is asked again later: " + fault.getMessage());
  }

  private Optional<AssetStoreException> trouble() {
    try {
      store();
      return Optional.empty();
    } catch (AssetStoreException e) {
      if (e.retryable()) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  private synchronized AssetStore store() {
    if (closed) {
      throw new IllegalStateException("The store is closed");
    }
    if (opened == null) {
      opened = AssetStores.open(settings, Access.READ);
    }
    return opened;
  }

  /** Reading needs no capability, so that none is told before the store is there. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return store().stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return store().read(key, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return store().put(key, content, headers, condition);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return store().list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return store().delete(keys);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.close();
    }
  }
}
