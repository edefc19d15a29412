package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Optional;
import java.util.function.Function;

/** A handle whose versions are made of the bodies. */
final class VersionsOfBytes extends Forwarding {

  private final Function<byte[], String> version;

  VersionsOfBytes(AssetStore store, Function<byte[], String> version) {
    super(store);
    this.version = version;
  }

  private String version(AssetKey key) {
    return version.apply(Altered.bytes(store, key, ByteRange.ALL));
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return super.stat(key).map(info -> Altered.version(info, version(key)));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    AssetReader reader = super.read(key, range);
    return Altered.reader(reader, Altered.version(reader.info(), version(key)));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    super.put(key, content, headers, condition);
    return new Version(version(key));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return Altered.entries(
        super.list(prefix, after, limit), e -> Altered.version(e, version(e.key())));
  }
}
