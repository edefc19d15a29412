package io.passthrough.s3;

import io.minio.MinioClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.passthrough.tck.AssetProviderTck;
import io.passthrough.tck.Harness;
import io.passthrough.tck.KnownFailure;
import io.passthrough.tck.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The kit's cases on a real server: on Amazon's service when {@code PASSTHROUGH_S3_BUCKET} and
 * {@code AWS_…} credentials are in the environment, else on MinIO where a Docker engine answers.
 * Where neither is, it says so, or fails when {@code passthrough.realServers} is {@code required}.
 */
@Tag("long")
class RealServerTckTest {

  private static Optional<MinioServer> minio = Optional.empty();
  private static String why = "";

  @BeforeAll
  static void start() {
    if (bucket().isPresent()) {
      return;
    }
    try {
      minio = Optional.of(MinioServer.start());
    } catch (IOException e) {
      why = e.getMessage();
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
    MinioServer.sayWhyNot(why);
  }

  @AfterAll
  static void stop() {
    minio.ifPresent(MinioServer::close);
  }

  private static Optional<String> bucket() {
    return Optional.ofNullable(System.getenv("PASSTHROUGH_S3_BUCKET"));
  }

  private static Harness onMinio(MinioServer server) throws Exception {
    Target target = new Target("s3", "MinIO", MinioServer.version());
    return BucketHarness.local(target, server.endpoint(), server.witness());
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
