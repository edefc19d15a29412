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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Handles that tell of an object what the last put was told, whatever has become of it. */
final class RemembersPuts extends MemoryBackend {

  private final Map<String, Map<AssetKey, AssetInfo>> namespaces = new ConcurrentHashMap<>();

  RemembersPuts() {
    super(UnaryOperator.identity());
  }

  @Override
  public AssetStore open(String namespace) {
    return new Remembering(
        super.open(namespace),
        namespaces.computeIfAbsent(namespace, name -> new ConcurrentHashMap<>()));
  }

  private static final class Remembering extends Forwarding {
    private final Map<AssetKey, AssetInfo> puts;

    Remembering(AssetStore store, Map<AssetKey, AssetInfo> puts) {
      super(store);
      this.puts = puts;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      Version version = super.put(key, content, headers, condition);
      puts.compute(key, (same, old) -> store.stat(key).orElse(old));
      return version;
    }

    private AssetInfo remembered(AssetInfo info) {
      return puts.getOrDefault(info.key(), info);
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key).map(this::remembered);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      return Altered.reader(reader, remembered(reader.info()));
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      keys.forEach(puts::remove);
      return super.delete(keys);
    }
  }
}
