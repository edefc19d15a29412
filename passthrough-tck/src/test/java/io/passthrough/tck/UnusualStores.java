package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Stores that do what few do and all may. */
final class UnusualStores {

  private UnusualStores() {}

  /** Takes its time for every call. */
  static final class Steady extends Forwarding {
    private static final long CALL_NANOS = 30_000_000;

    Steady(AssetStore store) {
      super(store);
    }

    /** An interrupt does not cut the time short, and stays where it is. */
    private static void pause() {
      long end = System.nanoTime() + CALL_NANOS;
      while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(CALL_NANOS / 3);
      }
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      pause();
      return super.stat(key);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      pause();
      return super.read(key, range);
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      pause();
      return super.put(key, content, headers, condition);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      pause();
      return super.list(prefix, after, limit);
    }

    @Override
    public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
      pause();
      return super.delete(keys);
    }
  }

  static final class PagesOfOne extends Forwarding {
    PagesOfOne(AssetStore store) {
      super(store);
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return super.list(prefix, after, 1);
    }
  }

  /** Has a key for one writer at a time, and sends the next one away. */
  static final class OneWriter extends Forwarding {
    private final String namespace;
    private final Set<String> busy;

    OneWriter(AssetStore store, String namespace, Set<String> busy) {
      super(store);
      this.namespace = namespace;
      this.busy = busy;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      String place = namespace + "/" + key;
      if (!busy.add(place)) {
        throw AssetStoreException.of(Kind.UNAVAILABLE, "put", "one writer a key")
            .key(key)
            .because("another writer has it");
      }
      try {
        return super.put(key, content, headers, condition);
      } finally {
        busy.remove(place);
      }
    }
  }

  /** Has a key for one writer at a time, and lets the next one wait. */
  static final class InTurn extends Forwarding {
    private final String namespace;
    private final Map<String, Object> locks;

    InTurn(AssetStore store, String namespace, Map<String, Object> locks) {
      super(store);
      this.namespace = namespace;
      this.locks = locks;
    }

    @Override
    public Version put(
        AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
      synchronized (locks.computeIfAbsent(namespace + "/" + key, any -> new Object())) {
        return super.put(key, content, headers, condition);
      }
    }
  }

  static final class WholeSeconds extends Forwarding {
    WholeSeconds(AssetStore store) {
      super(store);
    }

    private static AssetInfo whole(AssetInfo info) {
      return Altered.time(info, info.lastModified().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<AssetInfo> stat(AssetKey key) {
      return super.stat(key).map(WholeSeconds::whole);
    }

    @Override
    public AssetReader read(AssetKey key, ByteRange range) {
      AssetReader reader = super.read(key, range);
      return Altered.reader(reader, whole(reader.info()));
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      return Altered.entries(
          super.list(prefix, after, limit),
          e ->
              new Entry(
                  e.key(),
                  e.size(),
                  e.lastModified().truncatedTo(ChronoUnit.SECONDS),
                  e.version()));
    }
  }
}
