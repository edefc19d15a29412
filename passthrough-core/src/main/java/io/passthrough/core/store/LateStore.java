package io.passthrough.core.store;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Capability;
import io.passthrough.core.registry.StoreSettings;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store for reading that may be down when it is opened: each call tries again until it is there,
 * so that a gateway serves its own files meanwhile. Thread-safe.
 */
public final class LateStore extends ForwardingStore {

  private final StoreSettings settings;
  private @Nullable AssetStore opened;
  private boolean closed;

  private LateStore(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * Opens a store, or puts that off when it is down for now.
   *
   * @param settings which store
   * @return the store, which the caller closes
   * @throws AssetStoreException when it can never be opened with these settings
   */
  static LateStore open(StoreSettings settings) {
    LateStore store = new LateStore(settings);
    store.failure();
    return store;
  }

  /**
   * Returns what an operator should know.
   *
   * @return what is in the way now, or empty when the store is open, or closed again
   */
  public synchronized Optional<String> notice() {
    if (closed) {
      return Optional.empty();
    }
    return failure()
        .map(failure -> "No fallback yet, the store is asked again later: " + failure.getMessage());
  }

  private Optional<AssetStoreException> failure() {
    try {
      delegate();
      return Optional.empty();
    } catch (AssetStoreException e) {
      if (e.retryable()) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  @Override
  protected synchronized AssetStore delegate() {
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
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.close();
    }
  }

  /** Names the store without opening it. */
  @Override
  public synchronized String toString() {
    return opened == null ? settings.provider() : opened.toString();
  }
}
