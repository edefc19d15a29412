package io.passthrough.gateway;

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
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A store of any number of objects that takes no memory: a key says how large its object is. */
final class MadeStore implements AssetStore {

  private static final Pattern KEY = Pattern.compile("(\\d+)/(\\d+)\\.0a1b2c3d\\.bin");

  /** Names an object. */
  static String key(int size, int number) {
    return size + "/" + number + ".0a1b2c3d.bin";
  }

  /** Returns the bytes of an object: its number, again and again. */
  static byte[] bytes(int size, int number) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    Matcher matcher = KEY.matcher(key.value());
    return matcher.matches()
        ? Optional.of(
            new AssetInfo(
                key,
                Long.parseLong(matcher.group(1)),
                Instant.EPOCH,
                new Version("1"),
                AssetHeaders.of("application/octet-stream")))
        : Optional.empty();
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    AssetInfo info =
        stat(key)
            .orElseThrow(
                () ->
                    AssetStoreException.of(Kind.NOT_FOUND, "read", toString())
                        .key(key)
                        .because("there is none"));
    Matcher matcher = KEY.matcher(key.value());
    int number = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    return new Made(info, new Same(range.lengthWithin(info.size()), (byte) number));
  }

  private record Made(AssetInfo info, InputStream body) implements AssetReader {
    @Override
    public void close() {}
  }

  private static final class Same extends InputStream {
    private final byte value;
    private long left;

    Same(long length, byte value) {
      this.left = length;
      this.value = value;
    }

    @Override
    public int read() {
      return left-- > 0 ? value & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int n = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + n, value);
      left -= n;
      return n == 0 && length > 0 ? -1 : n;
    }
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return new Page(List.of(), Optional.empty(), 0);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public String toString() {
    return "made";
  }

  @Override
  public void close() {}
}
