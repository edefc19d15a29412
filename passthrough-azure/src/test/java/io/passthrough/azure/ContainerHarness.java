package io.passthrough.azure;

import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.StoreConfig;
import io.passthrough.tck.Harness;
import io.passthrough.tck.HttpBackend;
import io.passthrough.tck.NativeAccess;
import io.passthrough.tck.SecondProcess;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A container, with another client that looks behind the provider's back.
 *
 * @param target what the kit's report calls it
 * @param witness the other client
 * @param container the container
 * @param folder what every namespace begins with
 */
record ContainerHarness(Target target, BlobWitness witness, String container, String folder)
    implements Harness, NativeAccess {

  private static final String WRONG_KEY = "d3Jvbmct".repeat(10) + "d3Jvbmc=";

  /** Makes a container on an emulator. */
  static ContainerHarness local(Target target, Azurite server) throws IOException {
    String container = "assets-" + UUID.randomUUID();
    server.witness().create(container);
    return new ContainerHarness(target, server.witness(), container, "kit");
  }

  /** Uses a container that is there, in a folder that is emptied afterwards. */
  static ContainerHarness existing(Target target, BlobWitness witness, String container) {
    return new ContainerHarness(target, witness, container, "passthrough-tck/" + UUID.randomUUID());
  }

  private StoreConfig config(String name, String prefix, Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("container", name);
    all.put("endpoint", witness.endpoint().toString());
    all.put("account", witness.account());
    all.put("account_key", witness.key());
    all.putAll(more);
    return new StoreConfig(all, prefix, Access.WRITE);
  }

  private StoreConfig config(String namespace) {
    return config(container, folder + "/" + namespace, Map.of());
  }

  @Override
  public AssetStore open(String namespace) {
    return new AzureProvider().open(config(namespace));
  }

  @Override
  public Optional<SecondProcess> secondProcess() {
    return Optional.of(new SecondProcess(AzureProvider.class, this::config, List.of()));
  }

  @Override
  public Optional<Supplier<AssetStore>> missingContainer() {
    StoreConfig config = config("missing-" + UUID.randomUUID(), "any", Map.of());
    return Optional.of(() -> new AzureProvider().open(config));
  }

  @Override
  public Optional<Supplier<AssetStore>> badCredentials() {
    StoreConfig config = config(container, "any", Map.of("account_key", WRONG_KEY));
    return Optional.of(() -> new AzureProvider().open(config));
  }

  /** Blobs that somebody holds a lease on, until the store is closed. */
  @Override
  public Optional<BiFunction<String, Set<AssetKey>, AssetStore>> undeletable() {
    return Optional.of(
        (namespace, keys) -> {
          keys.forEach(key -> lease(object(namespace, key.value())));
          return LeasedBlobs.under(
              open(namespace), () -> keys.forEach(key -> unlease(object(namespace, key.value()))));
        });
  }

  private void lease(String name) {
    try {
      witness.lease(container, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unlease(String name) {
    try {
      witness.unlease(container, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    URI endpoint = witness.endpoint();
    return endpoint.getScheme().equals("http")
        ? Optional.of(new HttpBackend(endpoint.resolve("/"), this::openThrough))
        : Optional.empty();
  }

  private AssetStore openThrough(URI proxy, String namespace) {
    Map<String, String> more =
        Map.of("endpoint", proxy.toString(), "read_timeout", "3s", "call_timeout", "8s");
    return new AzureProvider().open(config(container, folder + "/" + namespace, more));
  }

  @Override
  public List<String> secrets() {
    return List.of(witness.key(), WRONG_KEY);
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.of(this);
  }

  @Override
  public void plant(String namespace, String name, byte[] bytes) throws IOException {
    witness.put(container, object(namespace, name), bytes, Map.of());
  }

  @Override
  public boolean remove(String namespace, String name) throws IOException {
    witness.delete(container, object(namespace, name));
    return true;
  }

  @Override
  public Optional<byte[]> bytes(String namespace, String name) throws IOException {
    return witness.bytes(container, object(namespace, name));
  }

  @Override
  public List<String> names(String namespace) throws IOException {
    String place = object(namespace, "");
    return witness.names(container, place).stream()
        .map(name -> name.substring(place.length()))
        .toList();
  }

  private String object(String namespace, String name) {
    return folder + "/" + namespace + "/" + name;
  }

  /** Takes away what the cases have left. */
  @Override
  public void close() {
    try (AssetStore all = new AzureProvider().open(config(container, folder, Map.of()))) {
      Optional<Cursor> next = Optional.empty();
      do {
        Page page = all.list("", next, AssetStore.MAX_PAGE_SIZE);
        List<AssetKey> keys = page.entries().stream().map(Entry::key).toList();
        if (!keys.isEmpty()) {
          all.delete(keys);
        }
        next = page.next();
      } while (next.isPresent());
    }
  }
}
