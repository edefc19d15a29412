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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store that can be told to fail, and that counts what it is asked for. */
final class FaultyStore implements AssetStore {

  private final AssetStore store;
  private final Map<String, Kind> failures = new ConcurrentHashMap<>();
  private final Map<String, UnaryOperator<InputStream>> bodies = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> stats = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable Kind everything;

  FaultyStore(AssetStore store) {
    this.store = store;
  }

  /** Lets every read of a key fail. */
  void failing(String key, Kind kind) {
    failures.put(key, kind);
  }

  /** Lets every call fail. */
  void failing(Kind kind) {
    everything = kind;
  }

  /** Lets calls succeed again, but those of keys of their own. */
  void recover() {
    everything = null;
  }

  /** Cuts the body of a key half way. */
  void tearing(String key) {
    bodies.put(key, body -> new BrokenStream(5));
  }

  /** Replaces the body of a key. */
  void body(String key, UnaryOperator<InputStream> body) {
    bodies.put(key, body);
  }

  /** Returns how often a key was asked for. */
  int reads(String key) {
    return reads.computeIfAbsent(key, any -> new AtomicInteger()).get();
  }

  /** Returns how often a key's headers alone were asked for. */
  int stats(String key) {
    return stats.computeIfAbsent(key, any -> new AtomicInteger()).get();
  }

  /** Returns how often anything was asked for by its key. */
  int calls() {
    return calls.get();
  }

  private void check(String operation, AssetKey key) {
    calls.incrementAndGet();
    check(operation);
    Kind kind = failures.get(key.value());
    if (kind != null) {
      throw failure(operation, kind);
    }
  }

  private void check(String operation) {
    Kind kind = everything;
    if (kind != null) {
      throw failure(operation, kind);
    }
  }

  private static AssetStoreException failure(String operation, Kind kind) {
    return AssetStoreException.of(kind, operation, "s3://secret-bucket")
        .because("endpoint said so");
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    stats.computeIfAbsent(key.value(), any -> new AtomicInteger()).incrementAndGet();
    check("stat", key);
    return store.stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    reads.computeIfAbsent(key.value(), any -> new AtomicInteger()).incrementAndGet();
    check("read", key);
    AssetReader reader = store.read(key, range);
    UnaryOperator<InputStream> body = bodies.get(key.value());
    return body == null ? reader : new OtherBody(reader, body.apply(reader.body()));
  }

  private record OtherBody(AssetReader reader, InputStream body) implements AssetReader {

    @Override
    public AssetInfo info() {
      return reader.info();
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      reader.close();
    }
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return store.put(key, content, headers, condition);
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    check("list");
    return store.list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return store.delete(keys);
  }

  @Override
  public void close() {
    store.close();
  }
}
