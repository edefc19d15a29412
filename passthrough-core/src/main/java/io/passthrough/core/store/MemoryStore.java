package io.passthrough.core.store;

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
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A store in this process's memory, which keeps the whole contract. Thread-safe. */
public final class MemoryStore implements AssetStore {

  private static final String CURSOR = "after:";

  private final NavigableMap<AssetKey, Stored> objects = new ConcurrentSkipListMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final Clock clock;

  private static final class Stored {
    private final AssetInfo info;
    private final byte[] bytes;

    Stored(AssetInfo info, byte[] bytes) {
      this.info = info;
      this.bytes = bytes;
    }
  }

  /** Makes an empty store. */
  public MemoryStore() {
    this(Clock.systemUTC());
  }

  /**
   * Makes an empty store with a clock of its own.
   *
   * @param clock tells when objects are put
   */
  public MemoryStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return Optional.ofNullable(objects.get(key)).map(stored -> stored.info);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Stored stored = objects.get(key);
    if (stored == null) {
      throw failure(Kind.NOT_FOUND, "read", key).because("no such object");
    }
    if (!range.fits(stored.bytes.length)) {
      throw failure(Kind.INVALID, "read", key)
          .because("the range starts at or past the end, at " + range.offset());
    }
    return new MemoryReader(stored, range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    byte[] bytes = bytes(key, content);
    Version version = new Version("v" + versions.incrementAndGet());
    Stored stored =
        new Stored(new AssetInfo(key, bytes.length, clock.instant(), version, headers), bytes);
    if (condition == PutCondition.ALWAYS) {
      objects.put(key, stored);
    } else if (objects.putIfAbsent(key, stored) != null) {
      throw failure(Kind.CONDITION_FAILED, "put", key).because("another object is already there");
    }
    return version;
  }

  private byte[] bytes(AssetKey key, Content content) {
    try (InputStream in = content.open()) {
      byte[] bytes = in.readAllBytes();
      if (bytes.length != content.length()) {
        throw failure(Kind.INVALID, "put", key)
            .because("its content has " + bytes.length + " bytes and says " + content.length());
      }
      return bytes;
    } catch (IOException e) {
      throw failure(Kind.UNAVAILABLE, "put", key)
          .cause(e)
          .retryable(false)
          .because("its content cannot be read (" + e.getMessage() + ")");
    }
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    NavigableMap<AssetKey, Stored> rest =
        after.map(cursor -> objects.tailMap(key(cursor), false)).orElse(objects);
    List<Entry> entries = new ArrayList<>();
    for (Stored stored : rest.values()) {
      AssetInfo info = stored.info;
      if (!info.key().value().startsWith(prefix)) {
        continue;
      }
      if (entries.size() == limit) {
        String last = entries.get(limit - 1).key().value();
        return new Page(entries, Optional.of(new Cursor(CURSOR + last)), 0);
      }
      entries.add(new Entry(info.key(), info.size(), info.lastModified(), info.version()));
    }
    return new Page(entries, Optional.empty(), 0);
  }

  private static AssetKey key(Cursor cursor) {
    return Optional.of(cursor.token())
        .filter(token -> token.startsWith(CURSOR))
        .flatMap(token -> AssetKey.parse(token.substring(CURSOR.length())))
        .orElseThrow(
            () ->
                AssetStoreException.of(Kind.INVALID, "list", "memory")
                    .because("the cursor is not of this store"));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    keys.forEach(objects::remove);
    return Map.of();
  }

  @Override
  public void close() {
    // Nothing is held open; the objects live as long as this store is reachable.
  }

  /** Returns {@code memory}. */
  @Override
  public String toString() {
    return "memory";
  }

  private static AssetStoreException.Builder failure(Kind kind, String operation, AssetKey key) {
    return AssetStoreException.of(kind, operation, "memory").key(key);
  }

  private static final class MemoryReader implements AssetReader {
    private final AssetInfo info;
    private final InputStream body;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryReader(Stored stored, ByteRange range) {
      this.info = stored.info;
      int length = (int) range.lengthWithin(stored.bytes.length);
      this.body = new Guarded(new ByteArrayInputStream(stored.bytes, (int) range.offset(), length));
    }

    @Override
    public AssetInfo info() {
      return info;
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      closed.set(true);
    }

    private final class Guarded extends InputStream {
      private final InputStream in;

      Guarded(InputStream in) {
        this.in = in;
      }

      @Override
      public int read() throws IOException {
        check();
        return in.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return in.read(buffer, offset, length);
      }

      private void check() throws IOException {
        if (closed.get()) {
          throw new IOException("Cannot read: the reader is closed, '" + info.key() + "'");
        }
      }
    }
  }
}
