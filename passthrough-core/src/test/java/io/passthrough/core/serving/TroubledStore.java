package io.passthrough.core.serving;

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
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.ForwardingStore;
import io.passthrough.core.store.MemoryStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A store in memory that notes what it is asked for, and can be slow, down or wrong. */
final class TroubledStore extends ForwardingStore {

  /** What happens before a call, such as {@code read js/app.js}. */
  @FunctionalInterface
  interface Trouble {
    void before(String call) throws InterruptedException;
  }

  private final MemoryStore store = new MemoryStore();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Trouble trouble = call -> {};
  private volatile UnaryOperator<InputStream> bodies = UnaryOperator.identity();

  void trouble(Trouble other) {
    this.trouble = other;
  }

  /** Makes every call fail. */
  void fail(Kind kind) {
    trouble =
        call -> {
          throw AssetStoreException.of(kind, "read", "s3://secret-bucket")
              .because("it is so in this test");
        };
  }

  void heal() {
    trouble = call -> {};
    bodies = UnaryOperator.identity();
  }

  void tamper(UnaryOperator<InputStream> tampering) {
    this.bodies = tampering;
  }

  /** Returns the calls about a key. */
  List<String> asked(String key) {
    return asked.stream().filter(call -> call.endsWith(" " + key)).toList();
  }

  /** Returns the calls about assets, not records. */
  List<String> asked() {
    return asked.stream().filter(call -> !call.contains(".passthrough/")).toList();
  }

  void put(String key, byte[] bytes, AssetHeaders headers) {
    store.put(AssetKey.of(key), Content.of(bytes), headers, PutCondition.ALWAYS);
  }

  private void call(String operation, Object about) {
    String call = operation + " " + about;
    asked.add(call);
    try {
      trouble.before(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AssetStoreException.of(Kind.UNAVAILABLE, operation, "memory").because("interrupted");
    }
  }

  @Override
  protected AssetStore delegate() {
    return store;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    call("stat", key);
    return store.stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    call(range.isAll() ? "read" : "read part of", key);
    AssetReader reader = store.read(key, range);
    boolean isRecord = key.value().endsWith(".json") && key.value().startsWith(".passthrough/");
    return isRecord ? reader : new Tampered(reader, bodies.apply(reader.body()));
  }

  private record Tampered(AssetReader reader, InputStream body) implements AssetReader {
    @Override
    public AssetInfo info() {
      return reader.info();
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    call("list", prefix);
    return store.list(prefix, after, limit);
  }

  @Override
  public void close() {}
}
