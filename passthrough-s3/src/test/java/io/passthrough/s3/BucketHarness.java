package io.passthrough.s3;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
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
    Target target, MinioClient witness, String bucket, String folder, Map<String, String> options)
    implements Harness, NativeAccess {

  private static final String WRONG = "profile:wrong";

  /** Makes a bucket on a server of ours, whose credentials are the profile {@code right}. */
  static BucketHarness local(Target target, URI endpoint, MinioClient witness)
      throws MinioException {
    String bucket = "assets";
    witness.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    Map<String, String> options =
        Map.of(
            "region", "us-east-1", "endpoint", endpoint.toString(), "credentials", "profile:right");
    return new BucketHarness(target, witness, bucket, "kit", options);
  }

  /** Uses a bucket that is there, in a folder that is emptied afterwards. */
  static BucketHarness existing(
      Target target, MinioClient witness, String bucket, Map<String, String> options) {
    String folder = "passthrough-tck/" + UUID.randomUUID();
    return new BucketHarness(target, witness, bucket, folder, options);
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
    return new S3Provider().open(config(namespace));
  }

  @Override
  public Optional<SecondProcess> secondProcess() {
    return Optional.of(new SecondProcess(S3Provider.class, this::config, List.of()));
  }

  @Override
  public Optional<Supplier<AssetStore>> missingContainer() {
    StoreConfig config = config(bucket + "-" + UUID.randomUUID(), "any", Map.of());
    return Optional.of(() -> new S3Provider().open(config));
  }

  @Override
  public Optional<Supplier<AssetStore>> badCredentials() {
    StoreConfig config = config(bucket, "any", Map.of("credentials", WRONG));
    return Optional.of(() -> new S3Provider().open(config));
  }

  @Override
  public Optional<HttpBackend> openThrough() {
    return Optional.ofNullable(options.get("endpoint"))
        .map(endpoint -> new HttpBackend(URI.create(endpoint), this::openThrough));
  }

  private AssetStore openThrough(URI proxy, String namespace) {
    Map<String, String> more =
        Map.of("endpoint", proxy.toString(), "read_timeout", "3s", "call_timeout", "8s");
    return new S3Provider().open(config(bucket, folder + "/" + namespace, more));
  }

  @Override
  public List<String> secrets() {
    return List.of(
        System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", S3ProxyProcess.SECRET_KEY),
        "wrong-secret");
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.of(this);
  }

  @Override
  public void plant(String namespace, String name, byte[] bytes) throws IOException {
    try {
      witness.putObject(
          PutObjectArgs.builder().bucket(bucket).object(object(namespace, name)).stream(
                  new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
              .build());
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  @Override
  public boolean remove(String namespace, String name) throws IOException {
    try {
      witness.removeObject(
          RemoveObjectArgs.builder().bucket(bucket).object(object(namespace, name)).build());
      return true;
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Optional<byte[]> bytes(String namespace, String name) throws IOException {
    GetObjectArgs get =
        GetObjectArgs.builder().bucket(bucket).object(object(namespace, name)).build();
    try (InputStream in = witness.getObject(get)) {
      return Optional.of(in.readAllBytes());
    } catch (ErrorResponseException e) {
      if (e.errorResponse().code().equals("NoSuchKey")) {
        return Optional.empty();
      }
      throw new IOException(e);
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  @Override
  public List<String> names(String namespace) throws IOException {
    String place = object(namespace, "");
    List<String> names = new ArrayList<>();
    try {
      for (Result<Item> each :
          witness.listObjects(
              ListObjectsArgs.builder().bucket(bucket).prefix(place).recursive(true).build())) {
        names.add(each.get().objectName().substring(place.length()));
      }
      return names;
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  private String object(String namespace, String name) {
    return folder + "/" + namespace + "/" + name;
  }

  /** Objects under names that are no keys stay: only the witness could have put them. */
  @Override
  public void close() {
    try (AssetStore all = new S3Provider().open(config(bucket, folder, Map.of()))) {
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
