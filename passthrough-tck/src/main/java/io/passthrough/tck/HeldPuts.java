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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A store whose puts of some keys are held at their last byte, whoever makes them. The bodies are
 * small.
 *
 * @param store the store
 * @param gates finds the gate of a key, if it has one
 */
record HeldPuts(AssetStore store, Function<String, Optional<Gate>> gates) implements AssetStore {

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Content held = gates.apply(key.value()).map(gate -> holding(gate, content)).orElse(content);
    return store.put(key, held, headers, condition);
  }

  private static Content holding(Gate gate, Content content) {
    try (InputStream in = content.open()) {
      return gate.holding(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
