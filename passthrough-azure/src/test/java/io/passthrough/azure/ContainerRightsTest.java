package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.passthrough.api.Access;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.build.Build;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.publish.PublishResult;
import io.passthrough.core.scan.ReleaseScanner;
import io.passthrough.core.scan.ScanRules;
import io.passthrough.core.url.AssetUrls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signatures of the documentation, enforced by the emulator. */
class ContainerRightsTest {

  private static final AssetKey ABSENT = AssetKey.of("js/absent.js");

  private static Azurite server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = Servers.azurite();
    server.witness().create("web");
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(Azurite::close);
  }

  @BeforeEach
  void putOne() {
    try (AssetStore store = open(Map.of("account_key", Azurite.KEY))) {
      Puts.always(store);
    }
  }

  @Test
  void gateway_reads() throws Exception {
    try (AssetStore store = open(Policy.GATEWAY);
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
    try (AssetStore store = open(Policy.GATEWAY)) {
      assertDenied(() -> Puts.always(store));
      assertDenied(() -> Puts.ifAbsent(store));
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
    try (AssetStore store = open(Policy.PUBLISH);
        Build build = Build.open(folder)) {
      Pipeline pipeline = new Pipeline(store, 2, PipelineListener.NONE);
      published = pipeline.publish(ReleaseScanner.scan(build, rules), Optional.of(name));
      assertThat(pipeline.activate(name, EnvironmentName.DEFAULT).release()).isEqualTo(name);
    }

    assertThat(published.uploaded()).isPositive();
  }

  @Test
  void publish_deletesNothing() throws Exception {
    try (AssetStore store = open(Policy.PUBLISH)) {
      assertDeleteDenied(store);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void prune_deletes() throws Exception {
    try (AssetStore store = open(Policy.PRUNE)) {
      Puts.always(store);

      assertThat(store.delete(List.of(KEY, ABSENT))).isEmpty();
      assertThat(store.stat(KEY)).isEmpty();
    }
  }

  @Test
  void signature_thatHasEnded_isDeniedAndSaysWhen() {
    OffsetDateTime end =
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).minusHours(1);
    try (AssetStore store = open(Map.of("sas", sas("rl", end)))) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .hasMessageContaining("the SAS of the option 'sas' ended at " + end.toInstant());
    }
  }

  @Test
  void account_thatTheServerDoesNotKnow_isNeitherAMissNorAnEmptyPage() {
    Map<String, String> other =
        Map.of("endpoint", server.server().resolve("/nobody").toString(), "sas", "sv=1&sig=s");
    try (AssetStore store = open(other)) {
      assertThatThrownBy(() -> store.stat(KEY)).isInstanceOf(AssetStoreException.class);
      assertThatThrownBy(() -> store.list("", Optional.empty(), 1))
          .isInstanceOf(AssetStoreException.class);
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

  private static AssetStore open(Policy policy) throws Exception {
    OffsetDateTime end = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);
    return open(Map.of("sas", sas(policy.permissions(), end)));
  }

  private static String sas(String permissions, OffsetDateTime end) {
    return new BlobContainerClientBuilder()
        .endpoint(server.endpoint().toString())
        .containerName("web")
        .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.KEY))
        .buildClient()
        .generateSas(
            new BlobServiceSasSignatureValues(end, BlobContainerSasPermission.parse(permissions)));
  }

  private static AssetStore open(Map<String, String> more) {
    Map<String, String> options =
        new HashMap<>(Map.of("container", "web", "endpoint", server.endpoint().toString()));
    options.putAll(more);
    return new AzureProvider().open(new StoreConfig(options, "shop", Access.WRITE));
  }
}
