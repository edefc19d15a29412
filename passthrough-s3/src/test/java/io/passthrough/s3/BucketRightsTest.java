package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.MakeBucketArgs;
import io.minio.credentials.AssumeRoleProvider;
import io.minio.credentials.Credentials;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.PruneResult;
import io.passthrough.core.prune.Pruner;
import io.passthrough.core.publish.ActivationResult;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.url.AssetUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** The policies of {@code docs/operations.md}, each on a server that enforces it. */
@Tag("long")
class BucketRightsTest {

  private static final String BUCKET = "web";
  private static final String PREFIX = "shop";
  private static final AssetKey ABSENT = AssetKey.of("js/absent.js");
  private static final int LARGE = 20 << 20;
  private static final byte[] BODY = {1, 2, 3};

  private static MinioServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    try {
      server = MinioServer.start();
    } catch (IOException e) {
      MinioServer.sayWhyNot(e.getMessage());
      Assumptions.abort(e.getMessage());
    }
    server.witness().makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(MinioServer::close);
  }

  @BeforeEach
  void plant() {
    plant(PREFIX);
    plant("shop2");
  }

  private static void plant(String prefix) {
    try (AssetStore store = new S3Provider().open(config(prefix, Access.READ))) {
      Puts.always(store);
    }
  }

  @Test
  void gateway_reads() throws Exception {
    try (AssetStore store = open(Policy.GATEWAY, PREFIX, Access.READ);
        AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body()).asString(UTF_8).isEqualTo("let a = 1;");
      assertThat(store.stat(KEY)).isPresent();
      assertThat(store.stat(ABSENT)).isEmpty();
      assertThat(store.list("", Optional.empty(), 1_000).entries())
          .extracting(Entry::key)
          .contains(KEY);
    }
  }

  @Test
  void gateway_changesNothing() throws Exception {
    try (AssetStore store = open(Policy.GATEWAY, PREFIX, Access.READ)) {
      assertDenied(() -> Puts.always(store));
      assertDenied(() -> put(store, ABSENT, Content.of(new byte[LARGE])));
      assertDeleteDenied(store);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void lease_isPutRenewedAndGivenBack() throws Exception {
    LeaseName name = LeaseName.fresh(EnvironmentName.DEFAULT);
    try (AssetStore store = openUnprobed(Policy.LEASE)) {
      RecordStore records = new RecordStore(store);
      var first = records.overwrite(name, lease("1"), Instant.now());
      var second = records.overwrite(name, lease("2"), Instant.now());

      assertThat(first).isNotEqualTo(second);
      assertThat(records.read(name).release()).isEqualTo(ReleaseName.of("2"));
      assertThat(store.stat(name.key())).isPresent();
      assertThat(store.delete(List.of(name.key()))).isEmpty();
    }
  }

  private static Lease lease(String release) {
    return new Lease(
        ReleaseName.of(release), "web-1", Duration.ofHours(1), Optional.empty(), Optional.empty());
  }

  @Test
  void lease_changesNothingElse() throws Exception {
    try (AssetStore store = openUnprobed(Policy.LEASE)) {
      assertDenied(() -> Puts.always(store));
      assertDenied(() -> put(store, AssetKey.of(".passthrough/pins/1/a.json"), Content.of(BODY)));
      assertDeleteDenied(store);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void publish_publishesAndActivates() throws Exception {
    Files.writeString(folder.resolve("index.html"), "<!doctype html><title>Shop</title>");
    Files.createDirectories(folder.resolve("js"));
    Files.writeString(folder.resolve("js/new.77aa88bb.js"), "let b;");
    ReleaseName name = ReleaseName.of("1");
    ScanRules rules = ScanRules.of(new AssetUrls("/", "/"));

    PublishResult published;
    ActivationResult activated;
    try (AssetStore store = open(Policy.PUBLISH, PREFIX, Access.WRITE);
        Build build = Build.open(folder)) {
      Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
      published = pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(name));
      activated = pipeline.activate(name, EnvironmentName.DEFAULT);
    }

    assertThat(published.uploaded()).isPositive();
    assertThat(activated.release()).isEqualTo(name);
  }

  @Test
  void publish_leavesNoProbe() throws Exception {
    try (AssetStore store = open(Policy.PUBLISH, PREFIX, Access.WRITE)) {
      assertThat(store.capabilities()).containsOnly(Capability.values());
      assertThat(store.list(".passthrough/probes/", Optional.empty(), 10).entries()).isEmpty();
    }
  }

  @Test
  void publish_deletesNothing() throws Exception {
    try (AssetStore store = open(Policy.PUBLISH, PREFIX, Access.WRITE)) {
      assertDeleteDenied(store);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void publish_uploadInPartsThatBreaksOff_takesItsPartsAway() throws Exception {
    AssetKey key = AssetKey.of("img/large.png");
    try (AssetStore store = open(Policy.PUBLISH, PREFIX, Access.WRITE)) {
      assertThatThrownBy(() -> put(store, key, broken())).isInstanceOf(AssetStoreException.class);
    }

    try (S3Connection all = S3Connection.open(S3Options.of(config(PREFIX, Access.READ)))) {
      S3Client client = all.client();
      String name = PREFIX + "/" + key;
      assertThat(client.listMultipartUploads(list -> list.bucket(BUCKET).prefix(name)).uploads())
          .isEmpty();
    }
  }

  @Test
  void prune_deletes() throws Exception {
    try (AssetStore store = open(Policy.PRUNE, PREFIX, Access.WRITE)) {
      assertThat(store.delete(List.of(KEY, ABSENT))).isEmpty();
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @Test
  void prune_prunes() throws Exception {
    RetentionConfig currentOnly =
        RetentionConfig.DEFAULT.with(Optional.of(1), Optional.of(Duration.ZERO));
    PruneResult result;
    try (AssetStore store = AssetStores.guarded(open(Policy.PRUNE, PREFIX, Access.WRITE))) {
      deploy(store, "old", "js/old.11aa22bb.js");
      deploy(store, "new", "js/current.0a1b2c3d.js");
      result = new Pruner(store, 2, PipelineListener.NONE).prune(currentOnly, true);

      assertThat(store.stat(AssetKey.of("js/old.11aa22bb.js"))).isEmpty();
      assertThat(store.stat(AssetKey.of("js/current.0a1b2c3d.js"))).isPresent();
      assertThat(store.list(".passthrough/plans/", Optional.empty(), 10).entries()).isEmpty();
      assertThat(store.stat(KEY)).isPresent();
    }
    assertThat(result.warnings()).isEmpty();
    assertThat(result.ended()).containsKey(ReleaseName.of("old"));
  }

  private void deploy(AssetStore store, String release, String file) throws Exception {
    Path root = folder.resolve(release);
    Files.createDirectories(root.resolve("js"));
    Files.writeString(root.resolve(file), release);
    ReleaseName name = ReleaseName.of(release);
    try (Build build = Build.open(root)) {
      Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
      ScanRules rules = ScanRules.of(new AssetUrls("/", "/"));
      pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(name));
      pipeline.activate(name, EnvironmentName.DEFAULT);
    }
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void everyJob_outsideThePrefix_canDoNothing(Policy policy) throws Exception {
    try (AssetStore neighbour = open(policy, "shop2", Access.READ);
        AssetStore bucket = open(policy, "", Access.READ)) {
      assertDenied(() -> neighbour.stat(KEY));
      assertDenied(() -> neighbour.read(KEY, ByteRange.ALL));
      assertDenied(() -> neighbour.list("", Optional.empty(), 1));
      assertDenied(() -> Puts.always(neighbour));
      assertDeleteDenied(neighbour);
      assertDenied(() -> bucket.list("", Optional.empty(), 1));
    }
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
  }

  private static void assertDeleteDenied(AssetStore store) {
    assertThat(store.delete(List.of(KEY)))
        .hasEntrySatisfying(KEY, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED));
  }

  private static void put(AssetStore store, AssetKey key, Content content) {
    store.put(key, content, AssetHeaders.of("image/png"), PutCondition.ALWAYS);
  }

  /** Its first part can be read, and its second cannot. */
  private static Content broken() {
    return new Content() {
      @Override
      public long length() {
        return LARGE;
      }

      @Override
      public InputStream open(long offset) throws IOException {
        if (offset > 0) {
          throw new IOException("the disk is broken");
        }
        return new ByteArrayInputStream(new byte[LARGE]);
      }
    };
  }

  private static AssetStore open(Policy policy, String prefix, Access access) throws Exception {
    return open(policy, config(prefix, access));
  }

  /** Opens the store as for leases: its server is not asked what it can do. */
  private static AssetStore openUnprobed(Policy policy) throws Exception {
    StoreConfig asked = config(PREFIX, Access.WRITE);
    Map<String, String> options = new HashMap<>(asked.options());
    options.put("conditional_writes", "none");
    options.put("strong_consistency", "none");
    return open(policy, new StoreConfig(options, asked.prefix(), asked.access()));
  }

  /** Opens the store with credentials for which the server enforces a policy of {@link #PREFIX}. */
  private static AssetStore open(Policy policy, StoreConfig config) throws Exception {
    Credentials granted =
        new AssumeRoleProvider(
                server.endpoint().toString(),
                S3ProxyProcess.ACCESS_KEY,
                S3ProxyProcess.SECRET_KEY,
                3_600,
                policy.text(BUCKET, PREFIX),
                "us-east-1",
                null,
                null,
                null,
                new OkHttpClient())
            .fetch();
    AwsSessionCredentials credentials =
        AwsSessionCredentials.create(
            granted.accessKey(), granted.secretKey(), granted.sessionToken());
    S3Options options = S3Options.of(config);
    return S3Opening.open(
        options,
        config.access(),
        S3Connection.open(options, StaticCredentialsProvider.create(credentials)));
  }

  private static StoreConfig config(String prefix, Access access) {
    return new StoreConfig(
        Map.of(
            "bucket",
            BUCKET,
            "region",
            "us-east-1",
            "endpoint",
            server.endpoint().toString(),
            "credentials",
            "profile:right"),
        prefix,
        access);
  }
}
