package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import io.passthrough.core.store.MemoryStore;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A handle on a container that cannot be used. */
class Broken extends Forwarding {

  private final Kind kind;

  Broken(Kind kind) {
    super(new MemoryStore());
    this.kind = kind;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    throw Altered.failure(kind, "stat", key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    throw Altered.failure(kind, "read", key);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    throw Altered.failure(kind, "put", key);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    throw Altered.failure(kind, "list");
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    throw Altered.failure(kind, "delete");
  }
}
