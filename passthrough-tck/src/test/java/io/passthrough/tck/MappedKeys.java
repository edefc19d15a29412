package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A handle that stores objects under other names than it was asked for. */
final class MappedKeys extends Forwarding {

  private final UnaryOperator<String> map;

  MappedKeys(AssetStore store, UnaryOperator<String> map) {
    super(store);
    this.map = map;
  }

  private AssetKey mapped(AssetKey key) {
    return AssetKey.of(map.apply(key.value()));
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return store.stat(mapped(key)).map(info -> named(info, key));
  }

  private static AssetInfo named(AssetInfo info, AssetKey key) {
    return new AssetInfo(key, info.size(), info.lastModified(), info.version(), info.headers());
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    AssetReader reader = store.read(mapped(key), range);
    return Altered.reader(reader, named(reader.info(), key));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return store.put(mapped(key), content, headers, condition);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return store.delete(keys.stream().map(this::mapped).toList());
  }
}
