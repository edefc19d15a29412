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
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.atomic.AtomicLong;

/** A store in this process's memory, which keeps the whole contract. Thread-safe. */
public final class MemoryStore implements AssetStore {

  private static final int CHUNK_BYTES = 64 << 10;

  private final NavigableMap<String, MemoryObject> objects =
      new ConcurrentSkipListMap<>(AssetKey.utf8Order());
  private final AtomicLong versions = new AtomicLong();
  private final Clock clock;

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
    return Optional.ofNullable(objects.get(key.value())).map(MemoryObject::info);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    MemoryObject object = objects.get(key.value());
    if (object == null) {
      throw failure(Kind.NOT_FOUND, "read", key).because("no such object");
    }
    if (!range.fits(object.info().size())) {
      throw failure(Kind.INVALID, "read", key)
          .because(
              "the range starts at " + range.offset() + " of " + object.info().size() + " bytes");
    }
    return object.reader(range);
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    byte[] bytes = bytes(key, content);
    Version version = new Version("v" + versions.incrementAndGet());
    AssetInfo info = new AssetInfo(key, bytes.length, clock.instant(), version, headers);
    MemoryObject object = new MemoryObject(info, bytes);
    if (condition == PutCondition.ALWAYS) {
      objects.put(key.value(), object);
    } else if (objects.putIfAbsent(key.value(), object) != null) {
      throw failure(Kind.CONDITION_FAILED, "put", key).because("another object is already there");
    }
    return version;
  }

  private static byte[] bytes(AssetKey key, Content content) {
    try (InputStream in = content.open()) {
      byte[] bytes = upTo(content.length(), key, in);
      if (bytes.length != content.length() || in.read() >= 0) {
        throw failure(Kind.INVALID, "put", key)
            .because("its content does not have the " + content.length() + " bytes of its length");
      }
      return bytes;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw failure(Kind.UNAVAILABLE, "put", key)
          .cause(e)
          .retryable(false)
          .because("its content cannot be read (" + reason + ")");
    }
  }

  private static byte[] upTo(long length, AssetKey key, InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    while (out.size() < length) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure(Kind.UNAVAILABLE, "put", key).retryable(false).because("interrupted");
      }
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, length - out.size()));
      if (read < 0) {
        break;
      }
      out.write(chunk, 0, read);
    }
    return out.toByteArray();
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    NavigableMap<String, MemoryObject> rest =
        after
            .map(cursor -> objects.tailMap(last(cursor, prefix), false))
            .orElseGet(() -> objects.tailMap(prefix, true));
    List<Entry> entries = new ArrayList<>();
    for (MemoryObject object : rest.values()) {
      AssetInfo info = object.info();
      if (!info.key().value().startsWith(prefix)) {
        break;
      }
      if (entries.size() == limit) {
        return new Page(entries, Optional.of(Cursor.after(entries.get(limit - 1).key())), 0);
      }
      entries.add(new Entry(info.key(), info.size(), info.lastModified(), info.version()));
    }
    return new Page(entries, Optional.empty(), 0);
  }

  private static String last(Cursor cursor, String prefix) {
    return cursor
        .key()
        .map(AssetKey::value)
        .filter(key -> key.startsWith(prefix))
        .orElseThrow(
            () ->
                AssetStoreException.of(Kind.INVALID, "list", "memory")
                    .because("the cursor is not of this listing"));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    keys.forEach(key -> objects.remove(key.value()));
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
}
