package io.passthrough.cli;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store with one fault. */
record FaultyStore(AssetStore store, Fault fault) implements AssetStore {

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    Optional<AssetInfo> info = store.stat(key).map(fault::told);
    if (info.isEmpty()) {
      require("absent");
    }
    return info;
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    require("read");
    return store.read(key, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    require("put");
    return store.put(key, content, headers, fault.condition(condition));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    require("list");
    return store.list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    require("delete");
    return store.delete(keys);
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return "faulty:" + fault;
  }

  private void require(String operation) {
    if (fault.refuses(operation)) {
      throw AssetStoreException.of(Kind.ACCESS_DENIED, operation, toString())
          .because("the right is missing");
    }
  }
}
