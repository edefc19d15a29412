package io.passthrough.core.store;

import io.passthrough.api.Access;
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
import io.passthrough.api.Finding;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What every store stands behind: arguments, capabilities and closed state are checked here once,
 * and a put whose outcome is unknown is settled by reading the object back.
 */
final class GuardedStore implements AssetStore {

  private static final String WRITE_ID = "write_id";

  private final AssetStore store;
  private final Access access;
  private final int prefixBytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  GuardedStore(AssetStore store, Access access, String prefix) {
    this.store = store;
    this.access = access;
    this.prefixBytes = prefix.isEmpty() ? 0 : prefix.getBytes(StandardCharsets.UTF_8).length + 1;
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    open("stat");
    check("stat", key);
    return store.stat(key);
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    open("read");
    check("read", key);
    return store.read(key, Objects.requireNonNull(range, "range"));
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    writable("put");
    check("put", key);
    Objects.requireNonNull(content, "content");
    if (condition == PutCondition.IF_ABSENT
        && !capabilities().contains(Capability.CREATE_IF_ABSENT)) {
      throw failure(Kind.UNSUPPORTED, "put")
          .key(key)
          .because("the store cannot create an object only if it is absent");
    }
    String writeId = UUID.randomUUID().toString();
    try {
      return store.put(key, content, marked(headers, writeId), condition);
    } catch (AssetStoreException e) {
      if (e.kind() != Kind.OUTCOME_UNKNOWN || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return settle(key, condition, writeId, e);
    }
  }

  private static AssetHeaders marked(AssetHeaders headers, String writeId) {
    Map<String, String> metadata = new HashMap<>(headers.metadata());
    metadata.put(WRITE_ID, writeId);
    return headers.withMetadata(metadata);
  }

  private Version settle(
      AssetKey key, PutCondition condition, String writeId, AssetStoreException unknown) {
    Optional<AssetInfo> found = store.stat(key);
    if (found.isPresent() && writeId.equals(found.get().headers().metadata().get(WRITE_ID))) {
      return found.get().version();
    }
    if (found.isPresent() && condition == PutCondition.IF_ABSENT) {
      throw failure(Kind.CONDITION_FAILED, "put")
          .key(key)
          .cause(unknown)
          .because("another object is already there");
    }
    throw unknown;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    open("list");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_PAGE_SIZE) {
      throw failure(Kind.INVALID, "list")
          .because("a page has 1 to " + MAX_PAGE_SIZE + " entries, not " + limit);
    }
    return store.list(prefix, after, limit);
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    writable("delete");
    return keys.isEmpty() ? Map.of() : store.delete(List.copyOf(keys));
  }

  @Override
  public List<Finding> inspect() {
    open("inspect");
    return store.inspect();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      store.close();
    }
  }

  /** Returns the store's name for people. */
  @Override
  public String toString() {
    return store.toString();
  }

  private void open(String operation) {
    if (closed.get()) {
      throw new IllegalStateException("Cannot " + operation + ": the store is closed, " + store);
    }
  }

  private void writable(String operation) {
    open(operation);
    if (access == Access.READ) {
      throw failure(Kind.UNSUPPORTED, operation).because("the store was opened for reading only");
    }
  }

  private void check(String operation, AssetKey key) {
    int bytes = key.value().getBytes(StandardCharsets.UTF_8).length;
    if (prefixBytes + bytes > AssetKey.MAX_BYTES) {
      throw failure(Kind.INVALID, operation)
          .key(key)
          .because("prefix and key have more than " + AssetKey.MAX_BYTES + " bytes together");
    }
  }

  private AssetStoreException.Builder failure(Kind kind, String operation) {
    return AssetStoreException.of(kind, operation, store.toString());
  }
}
