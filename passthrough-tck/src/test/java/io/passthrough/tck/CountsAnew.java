package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A backend whose versions are the numbers of an object's puts, since it was last absent. */
final class CountsAnew extends MemoryBackend {

  private final Map<String, Map<AssetKey, Map<Version, Version>>> namespaces =
      new ConcurrentHashMap<>();

  CountsAnew() {
    super(UnaryOperator.identity());
  }

  @Override
  public AssetStore open(String namespace) {
    return new Counted(
        super.open(namespace),
        namespaces.computeIfAbsent(namespace, name -> new ConcurrentHashMap<>()));
  }

  private static final class Counted extends Forwarding {
    private final Map<AssetKey, Map<Version, Version>> numbers;

    Counted(AssetStore store, Map<AssetKey, Map<Version, Version>> numbers) {
      super(store);
      this.numbers = numbers;
    }

    private Version number(AssetKey key, Version version) {
      Map<Version, Version> known = numbers.computeIfAbsent(key, any -> new HashMap<>());
      synchronized (known) {
        return known.computeIfAbsent(version, any -> new Version("put-" + known.size()));
      }
    }

    private AssetInfo numbered(AssetInfo info) {
      return Altered.version(info, number(info.key(), info.version()).token());
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key).map(this::numbered);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      return Altered.reader(reader, numbered(reader.info()));
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      return number(key, super.put(key, content, headers, condition));
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.entries(
          super.list(prefix, after, limit),
          entry -> Altered.version(entry, number(entry.key(), entry.version()).token()));
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      keys.forEach(numbers::remove);
      return super.delete(keys);
    }
  }
}
