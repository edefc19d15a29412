package io.passthrough.s3;

import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import io.passthrough.tck.Harness;
import io.passthrough.tck.NativeAccess;
import io.passthrough.tck.SecondProcess;
import io.passthrough.tck.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A bucket on a server, with another client that looks behind the provider's back. */
record BucketHarness(Target target, URI endpoint, MinioClient witness, String bucket)
    implements Harness, NativeAccess {

  static BucketHarness create(Target target, URI endpoint, MinioClient witness, String bucket)
      throws Exception {
    witness.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    return new BucketHarness(target, endpoint, witness, bucket);
  }

  private StoreConfig config(String name, String namespace, String profile) {
    Map<String, String> options = new HashMap<>();
    options.put("bucket", name);
    options.put("region", "us-east-1");
    options.put("endpoint", endpoint.toString());
    options.put("credentials", "profile:" + profile);
    return new StoreConfig(options, namespace, Access.WRITE);
  }

  private AssetStore open(String name, String profile) {
    return new S3Provider().open(config(name, "any", profile));
  }

  @Override
  public AssetStore open(String namespace) {
    return new S3Provider().open(config(bucket, namespace, "right"));
  }

  @Override
  public Optional<SecondProcess> secondProcess() {
    return Optional.of(
        new SecondProcess(
            S3Provider.class, namespace -> config(bucket, namespace, "right"), List.of()));
  }

  @Override
  public Optional<Supplier<AssetStore>> missingContainer() {
    return Optional.of(() -> open(bucket + "-missing", "right"));
  }

  @Override
  public Optional<Supplier<AssetStore>> badCredentials() {
    return Optional.of(() -> open(bucket, "wrong"));
  }

  @Override
  public Optional<NativeAccess> nativeAccess() {
    return Optional.of(this);
  }

  @Override
  public void plant(String namespace, String name, byte[] bytes) throws IOException {
    try {
      witness.putObject(
          PutObjectArgs.builder().bucket(bucket).object(namespace + "/" + name).stream(
                  new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
              .build());
    } catch (MinioException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Optional<byte[]> bytes(String namespace, String name) throws IOException {
    GetObjectArgs get =
        GetObjectArgs.builder().bucket(bucket).object(namespace + "/" + name).build();
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
}
