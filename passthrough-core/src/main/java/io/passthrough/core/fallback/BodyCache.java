package io.passthrough.core.fallback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.passthrough.api.AssetKey;
import io.passthrough.api.manifest.Sha256;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetched bodies in memory, bounded by their bytes: those that the records know under their hash,
 * others under their key; and the keys that are missing, bounded by their number. Thread-safe.
 */
final class BodyCache {

  private static final int ENTRY_BYTES = 512;

  /** Uses are counted from the first one on, and not when it is half full: many come once. */
  private static final int COUNTED = 1_024;

  private final Cache<Key, Value> bodies;
  private final Cache<AssetKey, Boolean> misses;
  private final Ticker ticker;
  private final long freshNanos;
  private final BooleanSupplier isClosed;

  /** A body is found by its hash, or by its key where no record knows the hash. */
  private sealed interface Key {}

  private record ByHash(Sha256 sha256) implements Key {}

  private record ByName(AssetKey key) implements Key {}

  /** What the store said of a body without sending it. */
  private record ByHead(AssetKey key) implements Key {}

  private sealed interface Value {

    /** The size of its bytes. */
    int size();

    /** Notes whether the cache keeps it. */
    void kept(boolean cached);
  }

  private record Recorded(FetchedBytes bytes) implements Value {

    @Override
    public int size() {
      return bytes.size();
    }

    @Override
    public void kept(boolean cached) {
      bytes.cached(cached);
    }
  }

  private record Unrecorded(UnrecordedObject found, long since) implements Value {

    @Override
    public int size() {
      return found.bytes().map(FetchedBytes::size).orElse(0);
    }

    @Override
    public void kept(boolean cached) {
      found.bytes().ifPresent(bytes -> bytes.cached(cached));
    }
  }

  /**
   * Makes an empty cache.
   *
   * @param limits what it may keep
   * @param ticker the clock of what is kept
   * @param isClosed whether nothing is to be kept, as what goes for it is still being sent
   */
  BodyCache(FetchLimits limits, Ticker ticker, BooleanSupplier isClosed) {
    this.ticker = ticker;
    this.isClosed = isClosed;
    this.freshNanos = limits.fresh().toNanos();
    this.bodies =
        Caffeine.newBuilder()
            .initialCapacity(COUNTED)
            .maximumWeight(limits.kept(limits.memory()))
            .weigher((Key key, Value value) -> value.size() + ENTRY_BYTES)
            .removalListener(
                (@Nullable Key key, @Nullable Value value, RemovalCause cause) -> removed(value))
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

  private static void removed(@Nullable Value value) {
    if (value != null) {
      value.kept(false);
    }
  }

  private void keep(Key key, Value value) {
    if (value.size() == 0 || !isClosed.getAsBoolean()) {
      value.kept(true);
      bodies.put(key, value);
    }
  }

  Optional<FetchedBytes> bytes(Sha256 sha256) {
    return bodies.getIfPresent(new ByHash(sha256)) instanceof Recorded recorded
        ? Optional.of(recorded.bytes)
        : Optional.empty();
  }

  void put(Sha256 sha256, FetchedBytes bytes) {
    keep(new ByHash(sha256), new Recorded(bytes));
  }

  /** Returns what may be served without asking the store. */
  Optional<UnrecordedObject> fresh(AssetKey key) {
    return fresh(new ByName(key));
  }

  /** Returns what may be told without asking the store, where no byte is wanted. */
  Optional<UnrecordedObject> freshHead(AssetKey key) {
    return fresh(key).or(() -> fresh(new ByHead(key)));
  }

  private Optional<UnrecordedObject> fresh(Key key) {
    return kept(key)
        .filter(kept -> kept.found.immutable() || age(kept) < freshNanos)
        .map(Unrecorded::found);
  }

  /** Returns what may be served when the store is down. */
  Optional<UnrecordedObject> stale(AssetKey key) {
    return stale(new ByName(key));
  }

  /** Returns what may be told when the store is down, where no byte is wanted. */
  Optional<UnrecordedObject> staleHead(AssetKey key) {
    return stale(key).or(() -> stale(new ByHead(key)));
  }

  private Optional<UnrecordedObject> stale(Key key) {
    return kept(key)
        .filter(kept -> age(kept) < FetchLimits.STALE_IF_ERROR.toNanos())
        .map(kept -> kept.found.stale());
  }

  private Optional<Unrecorded> kept(Key key) {
    return bodies.getIfPresent(key) instanceof Unrecorded kept
        ? Optional.of(kept)
        : Optional.empty();
  }

  private long age(Unrecorded kept) {
    return ticker.read() - kept.since;
  }

  /** Keeps an object; one that was only asked about is none for those who want its bytes. */
  void put(AssetKey key, UnrecordedObject found) {
    boolean head = found.form() == UnrecordedObject.Form.HEAD;
    keep(head ? new ByHead(key) : new ByName(key), new Unrecorded(found, ticker.read()));
    misses.invalidate(key);
  }

  boolean isMissing(AssetKey key) {
    return misses.getIfPresent(key) != null;
  }

  void putMissing(AssetKey key) {
    bodies.invalidate(new ByName(key));
    bodies.invalidate(new ByHead(key));
    misses.put(key, Boolean.TRUE);
  }

  void forgetMissing() {
    misses.invalidateAll();
  }

  void resize(long bytes) {
    bodies.policy().eviction().ifPresent(eviction -> eviction.setMaximum(bytes));
  }
}
