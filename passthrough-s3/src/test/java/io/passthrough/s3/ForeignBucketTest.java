package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.MinioException;
import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.config.Configurations;
import io.passthrough.core.config.PassthroughConfig;
import io.passthrough.core.frontend.Frontend;
import io.passthrough.core.manifest.ReleaseScanner;
import io.passthrough.core.manifest.ScanRules;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PipelineListener;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.registry.StoreSettings;
import io.passthrough.core.serving.AssetService;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import io.passthrough.core.store.AssetStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bucket that another tool filled with an old build: plain objects, some without a right type.
 */
class ForeignBucketTest {

  private static final String YAML =
      """
      gateway:
        assets:
          s3:
            region: us-east-1
            bucket: static
            key: clutch

      services:
        - name: clutch.service.aws
          typed_config:
            "@type": types.google.com/clutch.config.service.aws.v1.Config
            regions:
              - us-east-1
      """;

  private static final Map<String, String> OLD =
      Map.of(
          "js/app.3f2a91bc.js", "application/javascript",
          "css/app.9b1c2d3e.css", "text/css",
          "img/logo.1a2b3c4d.svg", "application/octet-stream",
          "fonts/sans.0f1e2d3c.woff2", "binary/octet-stream",
          "js/app.3f2a91bc.js.map", "binary/octet-stream");

  @TempDir static Path servers;
  private static S3ProxyProcess server;
  private static MinioClient witness;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = S3ProxyProcess.start(servers);
    witness =
        MinioClient.builder()
            .endpoint(server.endpoint().toString())
            .credentials(S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY)
            .build();
    witness.makeBucket(MakeBucketArgs.builder().bucket("static").build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fill() throws MinioException, IOException {
    for (Map.Entry<String, String> each : OLD.entrySet()) {
      witness.putObject(
          PutObjectArgs.builder()
              .bucket("static")
              .object("clutch/" + each.getKey())
              .contentType(each.getValue())
              .stream(
                  new ByteArrayInputStream(bytes(each.getKey())),
                  (long) bytes(each.getKey()).length,
                  -1L)
              .build());
    }
    Files.createDirectories(folder.resolve("dist/static"));
    Files.writeString(folder.resolve("dist/index.html"), "<!doctype html><title>new</title>");
    Files.writeString(folder.resolve("dist/static/new.77aa88bb.js"), "let b;");
    Files.writeString(folder.resolve("passthrough.yaml"), YAML);
  }

  @ParameterizedTest
  @CsvSource({
    "js/app.3f2a91bc.js, text/javascript",
    "css/app.9b1c2d3e.css, text/css",
    "img/logo.1a2b3c4d.svg, image/svg+xml",
    "fonts/sans.0f1e2d3c.woff2, font/woff2",
    "js/app.3f2a91bc.js.map, application/json",
  })
  void asset_ofAnOldBuild_isServedWithItsBytesAndType(String key, String type) throws Exception {
    PassthroughConfig config = configuration();
    try (AssetStore store = AssetStores.open(settings(config), Access.READ);
        AssetService service =
            AssetService.open(config.gateway(), config.publish(), Optional.of(store))) {
      Response response = get(service, "/static/" + key);

      try (Body body = response.body()) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(body).isInstanceOf(Body.Bytes.class);
        assertThat(field(response, "Content-Type")).startsWith(type);
        assertThat(
                StandardCharsets.UTF_8.decode(((Body.Bytes) body).buffer().duplicate()).toString())
            .isEqualTo(key);
      }
    }
  }

  @Test
  void publish_overIt_takesOverEqualBytes() throws Exception {
    for (String key : OLD.keySet()) {
      Path file = folder.resolve("dist/static/" + key);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes(key));
    }
    StatObjectResponse before = stat("clutch/js/app.3f2a91bc.js");
    PassthroughConfig config = configuration();

    PublishResult result;
    try (AssetStore store = AssetStores.open(settings(config), Access.WRITE);
        Frontend frontend = Frontend.open(config.gateway().root())) {
      result =
          new Pipeline(store, 4, PipelineListener.NONE)
              .publish(
                  ReleaseScanner.scan(frontend, rules(config)), Optional.of(ReleaseName.of("1")));
    }

    assertThat(result.skipped()).isEqualTo(OLD.size());
    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(stat("clutch/js/app.3f2a91bc.js").lastModified()).isEqualTo(before.lastModified());
    assertThat(stat("clutch/js/app.3f2a91bc.js").userMetadata()).isEmpty();
  }

  private PassthroughConfig configuration() {
    return Configurations.load(folder.resolve("passthrough.yaml"), Map.of());
  }

  private static StoreSettings settings(PassthroughConfig config) {
    StoreSettings settings = config.gateway().assets().store().orElseThrow();
    Map<String, String> options = new HashMap<>(settings.options());
    options.put("endpoint", server.endpoint().toString());
    options.put("credentials", "profile:right");
    return new StoreSettings(settings.provider(), options, settings.prefix());
  }

  private static ScanRules rules(PassthroughConfig config) {
    return new ScanRules(
        config.gateway().mount(),
        config.gateway().assets().base(),
        config.publish().exclude(),
        config.publish().fingerprinted(),
        config.publish().mutable(),
        Optional.empty(),
        1);
  }

  private static Response get(AssetService service, String target) throws Exception {
    Reply reply = service.answer(new Request("GET", target, List.of()));
    return reply instanceof Reply.Later later
        ? later.response().toCompletableFuture().get(30, TimeUnit.SECONDS)
        : ((Reply.Now) reply).response();
  }

  private static String field(Response response, String name) {
    return response.fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  private static StatObjectResponse stat(String object) throws MinioException {
    return witness.statObject(StatObjectArgs.builder().bucket("static").object(object).build());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
