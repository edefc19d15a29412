package io.passthrough.tck;

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

/** A store decorator that forwards every call, for those that change one of them. */
class Forwarding implements AssetStore {

  final AssetStore store;

  Forwarding(AssetStore store) {
    this.store = store;
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return store.stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return store.read(key, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return store.put(key, content, headers, condition);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return store.list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return store.delete(keys);
  }

  @Override
  public List<Finding> inspect() {
    return store.inspect();
  }

  @Override
  public void close() {
    store.close();
  }

  /** Returns the store's own name. */
  @Override
  public String toString() {
    return store.toString();
  }
}
