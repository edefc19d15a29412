package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A handle whose refusals say something else than they should. */
final class Refusing extends Forwarding {

  private final UnaryOperator<AssetStoreException> said;

  private Refusing(AssetStore store, UnaryOperator<AssetStoreException> said) {
    super(store);
    this.said = said;
  }

  static AssetStore repeatable(AssetStore store) {
    return new Refusing(store, e -> like(e, e.operation()).retryable(true).because("it broke"));
  }

  static AssetStore renamed(AssetStore store) {
    return new Refusing(
        store, e -> like(e, "Do" + e.operation()).retryable(e.retryable()).because("it broke"));
  }

  private static AssetStoreException.Builder like(AssetStoreException e, String operation) {
    AssetStoreException.Builder like =
        AssetStoreException.of(e.kind(), operation, e.store()).cause(e);
    return e.key().map(like::key).orElse(like);
  }

  private <T> T said(Supplier<T> call) {
    try {
      return call.get();
    } catch (AssetStoreException e) {
      throw said.apply(e);
    }
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    return said(() -> store.stat(key));
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    return said(() -> store.read(key, range));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    return said(() -> store.put(key, content, headers, condition));
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    return said(() -> store.list(prefix, after, limit));
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    return said(() -> store.delete(keys));
  }
}
