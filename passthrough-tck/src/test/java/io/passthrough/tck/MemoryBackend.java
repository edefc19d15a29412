package io.passthrough.tck;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Core's store in memory, one for each namespace, with every optional part. */
class MemoryBackend implements Harness {

  static final String SECRET = "open-sesame-1";

  private final Map<String, AssetStore> namespaces = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> foreign = new ConcurrentHashMap<>();
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

  /** A backend whose handles share, in each namespace, what one of them remembers. */
  static <M> MemoryBackend remembering(
      Supplier<M> memory, BiFunction<AssetStore, M, AssetStore> wrapping) {
    Map<String, M> memories = new ConcurrentHashMap<>();
    return new MemoryBackend(UnaryOperator.identity()) {
      @Override
      public AssetStore open(String namespace) {
        M shared = memories.computeIfAbsent(namespace, name -> memory.get());
        return wrapping.apply(super.open(namespace), shared);
      }
    };
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.of(
        new HttpBackend(
            server.endpoint(), (proxy, namespace) -> new HttpStore(proxy, namespace, flaw)));
  }

  @Override
  public Optional<LinkPlanting> links() {
    return Optional.of((namespace, name, target) -> foreign(namespace).add(name + "//"));
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

  private Set<String> foreign(String namespace) {
    return foreign.computeIfAbsent(
        namespace, name -> new ConcurrentSkipListSet<>(AssetKey.utf8Order()));
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
              foreign(namespace).add(name);
            } else {
              AssetHeaders headers = AssetHeaders.of(AssetHeaders.OCTET_STREAM);
              bare(namespace).put(key.get(), Content.of(bytes), headers, PutCondition.ALWAYS);
            }
          }

          @Override
          public boolean remove(String namespace, String name) {
            foreign(namespace).remove(name);
            AssetKey.parse(name).ifPresent(key -> bare(namespace).delete(List.of(key)));
            return true;
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
    List<String> names = new ArrayList<>(foreign(namespace));
    names.addAll(RecordingStore.keys(Listings.all(bare(namespace), "")));
    return names;
  }
}
