package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A handle that tells for each object the first time of which any handle has heard. */
final class FirstTimes extends Forwarding {

  private final Map<AssetKey, Instant> first;

  FirstTimes(AssetStore store, Map<AssetKey, Instant> first) {
    super(store);
    this.first = first;
  }

  private AssetInfo first(AssetInfo info) {
    return Altered.time(info, first(info.key(), info.lastModified()));
  }

  private Instant first(AssetKey key, Instant time) {
    return first.merge(key, time, (before, now) -> before);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Version version = super.put(key, content, headers, condition);
    var unused = stat(key);
    return version;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return super.stat(key).map(this::first);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    AssetReader reader = super.read(key, range);
    return Altered.reader(reader, first(reader.info()));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return Altered.entries(
        super.list(prefix, after, limit),
        e -> new Entry(e.key(), e.size(), first(e.key(), e.lastModified()), e.version()));
  }
}
