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

/** A handle that tells of its own puts what they were told, whatever has become of them. */
final class RemembersPuts extends Forwarding {

  private final Map<AssetKey, AssetInfo> puts = new ConcurrentHashMap<>();

  RemembersPuts(AssetStore store) {
    super(store);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Version version = super.put(key, content, headers, condition);
    super.stat(key).ifPresent(info -> puts.put(key, info));
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
