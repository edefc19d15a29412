package io.passthrough.core.store;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that remembers every call, and does something before or after it. */
public final class HookedStore extends ForwardingStore {

  /** What is done around a call. */
  public interface Hook {
    void on(Call call);
  }

  /** One call: the operation, and the key or prefix it is about. */
  public record Call(String operation, String target) {
    public boolean is(String wanted, String part) {
      return operation.equals(wanted) && target.contains(part);
    }
  }

  private final AssetStore store;
  private final Hook before;
  private final Hook after;
  private final Set<Capability> capabilities;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private HookedStore(AssetStore store, Hook before, Hook after, Set<Capability> capabilities) {
    this.store = store;
    this.before = before;
    this.after = after;
    this.capabilities = Set.copyOf(capabilities);
  }

  private HookedStore(AssetStore store, Hook before, Hook after) {
    this(store, before, after, store.capabilities());
  }

  public static HookedStore counting(AssetStore store) {
    return new HookedStore(store, call -> {}, call -> {});
  }

  public static HookedStore before(AssetStore store, Hook hook) {
    return new HookedStore(store, hook, call -> {});
  }

  public static HookedStore after(AssetStore store, Hook hook) {
    return new HookedStore(store, call -> {}, hook);
  }

  /** Returns the same store with other capabilities. */
  public HookedStore with(Set<Capability> others) {
    return new HookedStore(store, before, after, others);
  }

  public List<Call> calls() {
    return calls;
  }

  private Call begin(String operation, String target) {
    Call call = new Call(operation, target);
    before.on(call);
    calls.add(call);
    return call;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<AssetInfo> stat(AssetKey key) {
    Call call = begin("stat", key.value());
    Optional<AssetInfo> info = store.stat(key);
    after.on(call);
    return info;
  }

  @Override
  public AssetReader read(AssetKey key, ByteRange range) {
    Call call = begin("read", key.value());
    AssetReader reader = store.read(key, range);
    after.on(call);
    return reader;
  }

  @Override
  public Version put(AssetKey key, Content content, AssetHeaders headers, PutCondition condition) {
    Call call = begin("put", key.value());
    Version version = store.put(key, content, headers, condition);
    after.on(call);
    return version;
  }

  @Override
  public Page list(String prefix, Optional<Cursor> after, int limit) {
    Call call = begin("list", prefix);
    Page page = store.list(prefix, after, limit);
    this.after.on(call);
    return page;
  }

  @Override
  public Map<AssetKey, AssetStoreException> delete(Collection<AssetKey> keys) {
    Call call = begin("delete", keys.toString());
    Map<AssetKey, AssetStoreException> failures = store.delete(keys);
    after.on(call);
    return failures;
  }

  @Override
  protected AssetStore delegate() {
    return store;
  }
}
