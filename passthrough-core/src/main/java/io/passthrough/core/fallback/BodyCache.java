package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Fetched bodies in memory, bounded by their bytes: those that the records know under their hash,
 * others under their key; and the keys that are missing, bounded by their number. Thread-safe.
 */
final class BodyCache {

  private static final int ENTRY_BYTES = 512;

  private final Cache<Object, Object> bodies;
  private final Cache<AssetKey, Boolean> misses;
  private final Ticker ticker;
  private final long freshNanos;

  private record Kept(UnrecordedObject found, long since) {}

  BodyCache(FetchLimits limits, Ticker ticker) {
    this.ticker = ticker;
    this.freshNanos = limits.fresh().toNanos();
    this.bodies =
        Caffeine.newBuilder()
            .maximumWeight(limits.memory())
            .weigher(BodyCache::weight)
            .executor(Runnable::run)
            .build();
    this.misses =
        Caffeine.newBuilder()
            .maximumSize(FetchLimits.MISSES)
            .expireAfterWrite(FetchLimits.MISS_TTL)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Object key, Object value) {
    if (value instanceof ByteBuffer bytes) {
      return bytes.capacity() + ENTRY_BYTES;
    }
    return ((Kept) value).found.bytes().map(ByteBuffer::capacity).orElse(0) + ENTRY_BYTES;
  }

  Optional<ByteBuffer> bytes(Sha256 sha256) {
    return Optional.ofNullable((ByteBuffer) bodies.getIfPresent(sha256));
  }

  void put(Sha256 sha256, ByteBuffer bytes) {
    bodies.put(sha256, bytes);
  }

  /** Returns what may be served without asking the store. */
  Optional<UnrecordedObject> fresh(AssetKey key) {
    return kept(key)
        .filter(kept -> kept.found.immutable() || age(kept) < freshNanos)
        .map(Kept::found);
  }

  /** Returns what may be served when the store is down. */
  Optional<UnrecordedObject> stale(AssetKey key) {
    return kept(key)
        .filter(kept -> age(kept) < FetchLimits.STALE_IF_ERROR.toNanos())
        .map(kept -> kept.found.stale());
  }

  private Optional<Kept> kept(AssetKey key) {
    return Optional.ofNullable((Kept) bodies.getIfPresent(key));
  }

  private long age(Kept kept) {
    return ticker.read() - kept.since;
  }

  void put(AssetKey key, UnrecordedObject found) {
    bodies.put(key, new Kept(found, ticker.read()));
    misses.invalidate(key);
  }

  boolean isMissing(AssetKey key) {
    return misses.getIfPresent(key) != null;
  }

  void putMissing(AssetKey key) {
    bodies.invalidate(key);
    misses.put(key, Boolean.TRUE);
  }

  void forgetMissing() {
    misses.invalidateAll();
  }

  void resize(long bytes) {
    bodies.policy().eviction().ifPresent(eviction -> eviction.setMaximum(bytes));
  }
}
