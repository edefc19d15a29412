package io.passthrough.core.store;

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
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A decorator's base: forwards every call to another store. As thread-safe as that one. */
public abstract class ForwardingStore implements AssetStore {

  /** Makes a store that forwards. */
  protected ForwardingStore() {}

  /**
   * Returns the store behind, for one call.
   *
   * @return where the call goes
   */
  protected abstract AssetStore delegate();

  @Override
  public Set<Capability> capabilities() {
    return delegate().capabilities();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return delegate().stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return delegate().read(key, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return delegate().put(key, content, headers, condition);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return delegate().list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return delegate().delete(keys);
  }

  @Override
  public List<Finding> inspect() {
    return delegate().inspect();
  }

  @Override
  public void close() {
    delegate().close();
  }

  @Override
  public String toString() {
    return delegate().toString();
  }
}
