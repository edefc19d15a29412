package held;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.ForwardingStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds one call, before it takes effect or before its answer comes. */
final class HeldStore extends ForwardingStore {

  private final AssetStore store;
  private final Aim aim;

  HeldStore(AssetStore store, Aim aim) {
    this.store = store;
    this.aim = aim;
  }

  @Override
  protected AssetStore delegate() {
    return store;
  }

  private <T> T held(String call, Collection<String> names, Supplier<T> work) {
    if (!aim.takes(call, names)) {
      return work.get();
    }
    if (!aim.arrives()) {
      aim.hold();
      return work.get();
    }
    T answer = work.get();
    aim.hold();
    return answer;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return held("stat", List.of(key.value()), () -> store.stat(key));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return held("put", List.of(key.value()), () -> store.put(key, content, headers, condition));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return held("list", List.of(prefix), () -> store.list(prefix, after, limit));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return held("delete", keys.stream().map(AssetKey::value).toList(), () -> store.delete(keys));
  }
}
