package io.passthrough.gcs;

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
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A bucket on a server, with another client that looks behind the provider's back.
 *
 * @param target what the kit's report calls it
 * @param witness the other client
 * @param bucket the bucket
 * @param folder what every namespace begins with
 * @param options options of the provider: where the server is, and the right credentials
 */
record BucketHarness(
    Target target, JsonInterface witness, String bucket, String folder, Map<String, String> options)
    implements Harness, NativeAccess {

  /** Makes a bucket on a server of ours, which knows no credentials. */
  static BucketHarness local(Target target, URI endpoint) throws IOException {
    JsonInterface witness = JsonInterface.of(endpoint);
    String bucket = "assets";
    witness.createBucket(bucket);
    Map<String, String> options = Map.of("endpoint", endpoint.toString(), "anonymous", "true");
    return new BucketHarness(target, witness, bucket, "kit", options);
  }

  private StoreConfig config(String name, String prefix, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(options);
    all.put("bucket", name);
    all.putAll(more);
    return new StoreConfig(all, prefix, Access.WRITE);
  }

  private StoreConfig config(String namespace) {
    return config(bucket, folder + "/" + namespace, Map.of());
  }

  @Override
  public AssetStore open(String namespace) {
    return new GcsProvider().open(config(namespace));
  }

  @Override
  public Optional<SecondProcess> secondProcess() {
    return Optional.of(new SecondProcess(GcsProvider.class, this::config, List.of()));
  }

  @Override
  public Optional<Supplier<AssetStore>> missingContainer() {
    StoreConfig config = config(bucket + "-" + UUID.randomUUID(), "any", Map.of());
    return Optional.of(() -> new GcsProvider().open(config));
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.ofNullable(options.get("endpoint"))
        .map(endpoint -> new HttpBackend(URI.create(endpoint), this::openThrough));
  }

  private AssetStore openThrough(URI proxy, String namespace) {
    Map<String, String> more =
        Map.of("endpoint", proxy.toString(), "read_timeout", "3s", "call_timeout", "8s");
    return new GcsProvider().open(config(bucket, folder + "/" + namespace, more));
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.of(this);
  }

  @Override
  public void plant(String namespace, String name, byte[] bytes) throws IOException {
    witness.put(bucket, object(namespace, name), bytes, "application/octet-stream");
  }

  @Override
  public boolean remove(String namespace, String name) throws IOException {
    witness.delete(bucket, object(namespace, name));
    return true;
  }

  @Override
  public Optional<byte[]> bytes(String namespace, String name) throws IOException {
    return witness.bytes(bucket, object(namespace, name));
  }

  @Override
  public List<String> names(String namespace) throws IOException {
    String place = object(namespace, "");
    return witness.names(bucket, place).stream()
        .map(name -> name.substring(place.length()))
        .toList();
  }

  private String object(String namespace, String name) {
    return folder + "/" + namespace + "/" + name;
  }

  /** Takes away what the cases have left. */
  @Override
  public void close() {
    try (AssetStore all = new GcsProvider().open(config(bucket, folder, Map.of()))) {
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
