package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Core's store in memory, one for each namespace, with every optional part. */
class MemoryBackend implements Harness {

  static final String SECRET = "open-sesame-1";

  private final Map<String, AssetStore> namespaces = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> foreign = new ConcurrentHashMap<>();
  private final UnaryOperator<AssetStore> wrapping;

  private final HttpMemory server = HttpMemory.over(this::bare);
  private final HttpStore.Flaw flaw;

  MemoryBackend(UnaryOperator<AssetStore> wrapping) {
    this(wrapping, HttpStore.Flaw.NONE);
  }

  MemoryBackend(UnaryOperator<AssetStore> wrapping, HttpStore.Flaw flaw) {
    this.wrapping = wrapping;
    this.flaw = flaw;
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.of(
        new HttpBackend(
            server.endpoint(), (proxy, namespace) -> new HttpStore(proxy, namespace, flaw)));
  }

  @Override
  public Optional<LinkPlanting> links() {
    return Optional.of((namespace, name, target) -> foreign(namespace).incrementAndGet());
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public Target target() {
    return new Target("memory", "this process", "-");
  }

  @Override
  public AssetStore open(String namespace) {
    return wrapping.apply(new WithForeignNames(bare(namespace), foreign(namespace)));
  }

  AssetStore bare(String namespace) {
    return namespaces.computeIfAbsent(namespace, name -> new MemoryStore());
  }

  private AtomicInteger foreign(String namespace) {
    return foreign.computeIfAbsent(namespace, name -> new AtomicInteger());
  }

  @Override
  public Optional<Supplier<AssetStore>> missingContainer() {
    return Optional.of(() -> new Broken(Kind.UNAVAILABLE));
  }

  @Override
  public Optional<Supplier<AssetStore>> badCredentials() {
    return Optional.of(() -> new Broken(Kind.ACCESS_DENIED));
  }

  @Override
  public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
    return Optional.of((namespace, keys) -> new Stuck(bare(namespace), keys));
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.of(
        new NativeAccess() {
          @Override
          public void plant(String namespace, String name, byte[] bytes) {
            Optional<AssetKey> key = AssetKey.parse(name);
            if (key.isEmpty()) {
              foreign(namespace).incrementAndGet();
            } else {
              AssetHeaders headers = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
              bare(namespace).put(key.get(), Content.of(bytes), headers, PutCondition.ALWAYS);
            }
          }

          @Override
          public Optional<byte[]> bytes(String namespace, String name) {
            AssetStore store = bare(namespace);
            return store
                .stat(AssetKey.of(name))
                .map(info -> Altered.bytes(store, info.key(), ByteRange.ALL));
          }

          @Override
          public List<String> names(String namespace) {
            return MemoryBackend.this.names(namespace);
          }
        });
  }

  List<String> names(String namespace) {
    return RecordingStore.keys(
        bare(namespace).list("", Optional.empty(), AssetStore.MAX_PAGE_SIZE).entries());
  }

  /** Counts names that are no keys, on the first page. */
  private static final class WithForeignNames extends Forwarding {
    private final AtomicInteger foreign;

    WithForeignNames(AssetStore store, AtomicInteger foreign) {
      super(store);
      this.foreign = foreign;
    }

    @Override
    public Page list(String prefix, Optional<Cursor> after, int limit) {
      Page page = super.list(prefix, after, limit);
      int skipped = after.isEmpty() && prefix.isEmpty() ? foreign.get() : 0;
      return new Page(page.entries(), page.next(), skipped);
    }
  }
}
