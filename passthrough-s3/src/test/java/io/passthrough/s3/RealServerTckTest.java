package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MinioClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.KnownFailure;
import io.passthrough.tck.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The kit's cases on a real server: on Amazon's service when {@code PASSTHROUGH_S3_BUCKET} and
 * {@code AWS_…} credentials are in the environment, else on MinIO where a Docker engine answers.
 * Where neither is, it says so, or fails when {@code passthrough.realServers} is {@code required}.
 */
class RealServerTckTest {

  private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
  private static final int PORT = 9000;
  private static final int SECONDS_TO_START = 60;

  private static Optional<GenericContainer<?>> minio = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    if (bucket().isPresent()) {
      return;
    }
    try {
      minio =
          Optional.of(
              CompletableFuture.supplyAsync(RealServerTckTest::startMinio)
                  .get(SECONDS_TO_START, TimeUnit.SECONDS));
    } catch (Exception e) {
      why = "Not run on a real server: no Docker engine gives '" + IMAGE + "', " + e;
    }
  }

  @TestFactory
  Stream<DynamicNode> tck() throws Exception {
    if (why.isEmpty()) {
      return new OnRealServer().tck();
    }
    return Stream.of(DynamicTest.dynamicTest("no real server", RealServerTckTest::sayWhy));
  }

  private static void sayWhy() {
    assertThat(System.getProperty("passthrough.realServers")).as(why).isNotEqualTo("required");
    System.out.println(why);
  }

  private static GenericContainer<?> startMinio() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException("none answers");
    }
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withCommand("server", "/data")
            .withEnv("MINIO_ROOT_USER", S3ProxyProcess.ACCESS_KEY)
            .withEnv("MINIO_ROOT_PASSWORD", S3ProxyProcess.SECRET_KEY)
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
    container.start();
    return container;
  }

  @AfterAll
  static void stop() {
    minio.ifPresent(GenericContainer::close);
  }

  private static Optional<String> bucket() {
    return Optional.ofNullable(System.getenv("PASSTHROUGH_S3_BUCKET"));
  }

  private static Harness onMinio(GenericContainer<?> container) throws Exception {
    String endpoint = "http://" + container.getHost() + ":" + container.getMappedPort(PORT);
    MinioClient witness =
        MinioClient.builder()
            .endpoint(endpoint)
            .credentials(S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY)
            .build();
    Target target = new Target("s3", "MinIO", IMAGE.substring(IMAGE.indexOf(':') + 1));
    return BucketHarness.local(target, URI.create(endpoint), witness);
  }

  private static Harness onAmazon(String bucket) {
    String region = System.getenv().getOrDefault("AWS_REGION", "us-east-1");
    MinioClient witness =
        MinioClient.builder()
            .endpoint("https://s3." + region + ".amazonaws.com")
            .region(region)
            .credentialsProvider(new AwsEnvironmentProvider())
            .build();
    Map<String, String> options = Map.of("region", region, "credentials", "environment");
    return BucketHarness.existing(new Target("s3", "Amazon S3", region), witness, bucket, options);
  }

  private static final class OnRealServer extends AssetProviderTck {

    @Override
    protected Path report() {
      return Path.of("target", "tck", "RealServerTckTest", "tck-report.json");
    }

    @Override
    protected List<KnownFailure> knownFailures() {
      KnownFailure metadata =
          new KnownFailure(
              "headers.metadata",
              "it counts the prefix of each name of metadata to their 2,048 bytes",
              URI.create("https://github.com/minio/minio/blob/master/cmd/generic-handlers.go"));
      return minio.isPresent() ? List.of(metadata) : List.of();
    }

    @Override
    protected Harness harness() throws Exception {
      return minio.isPresent() ? onMinio(minio.get()) : onAmazon(bucket().orElseThrow());
    }
  }
}
