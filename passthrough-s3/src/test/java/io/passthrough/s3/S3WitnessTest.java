package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another client sees of what the provider put, and the other way round. */
class S3WitnessTest {

  private static final AssetKey KEY = AssetKey.of("js/[slug] ü+1.js");
  private static final String OBJECT = "shop/" + KEY;
  private static final byte[] BODY = {0, 1, -1, 13, 10};

  @TempDir static Path servers;
  private static S3ProxyProcess server;
  private static MinioClient witness;

  @BeforeAll
  static void start() throws Exception {
    server = S3ProxyProcess.start(servers);
    witness = server.witness();
    witness.makeBucket(MakeBucketArgs.builder().bucket("web").build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void put_isWhatAnotherClientSees() throws Exception {
    AssetHeaders headers =
        new AssetHeaders(
            "text/javascript", Optional.of("no-cache"), Optional.of("br"), Map.of("sha256", "ab"));
    try (AssetStore store = open()) {
      store.put(KEY, Content.of(BODY), headers, PutCondition.ALWAYS);
    }

    StatObjectResponse seen =
        witness.statObject(StatObjectArgs.builder().bucket("web").object(OBJECT).build());
    assertThat(seen.contentType()).isEqualTo("text/javascript");
    assertThat(seen.headers().values("Cache-Control")).isEqualTo(List.of("no-cache"));
    assertThat(seen.headers().values("Content-Encoding")).isEqualTo(List.of("br"));
    assertThat(seen.headers().values("x-amz-meta-sha256")).isEqualTo(List.of("ab"));
    try (InputStream in =
        witness.getObject(GetObjectArgs.builder().bucket("web").object(OBJECT).build())) {
      assertThat(in.readAllBytes()).isEqualTo(BODY);
    }
  }

  @Test
  void stat_isOfWhatAnotherClientPut() throws Exception {
    witness.putObject(
        PutObjectArgs.builder()
            .bucket("web")
            .object(OBJECT)
            .contentType("text/plain")
            .headers(Map.of("Cache-Control", "max-age=60"))
            .userMetadata(Map.of("mtime", "1751364000"))
            .stream(new ByteArrayInputStream(BODY), (long) BODY.length, -1L)
            .build());

    try (AssetStore store = open()) {
      AssetHeaders seen = store.stat(KEY).orElseThrow().headers();
      assertThat(seen.contentType()).isEqualTo("text/plain");
      assertThat(seen.cacheControl()).contains("max-age=60");
      assertThat(seen.contentEncoding()).isEmpty();
      assertThat(seen.metadata()).containsEntry("mtime", "1751364000");
    }
  }

  private static AssetStore open() {
    Map<String, String> options =
        Map.of(
            "bucket",
            "web",
            "endpoint",
            server.endpoint().toString(),
            "region",
            "us-east-1",
            "credentials",
            "profile:right");
    return new S3Provider().open(new StoreConfig(options, "shop", Access.READ));
  }
}
