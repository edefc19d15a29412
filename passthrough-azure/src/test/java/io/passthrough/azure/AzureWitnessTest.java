package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.Finding;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What another client sees of what the provider put, and the other way round. */
class AzureWitnessTest {

  private static final AssetKey KEY = AssetKey.of("js/[slug] ü+1.js");
  private static final String BLOB = "shop/" + KEY;
  private static final byte[] BODY = {0, 1, -1, 13, 10};

  private static Azurite server;

  @BeforeAll
  static void start() throws Exception {
    server = Servers.azurite();
    server.witness().create("web");
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(Azurite::close);
  }

  @Test
  void put_isWhatAnotherClientSees() throws Exception {
    AssetHeaders headers =
        new AssetHeaders(
            "text/javascript", Optional.of("no-cache"), Optional.of("br"), Map.of("sha256", "ab"));
    try (AssetStore store = open()) {
      store.put(KEY, Content.of(BODY), headers, PutCondition.ALWAYS);
    }

    HttpResponse<byte[]> seen = server.witness().get("web", BLOB);
    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.body()).isEqualTo(BODY);
    assertThat(seen.headers().map())
        .containsEntry("content-type", List.of("text/javascript"))
        .containsEntry("cache-control", List.of("no-cache"))
        .containsEntry("content-encoding", List.of("br"))
        .containsEntry("x-ms-meta-sha256", List.of("ab"));
  }

  @Test
  void stat_isOfWhatAnotherClientPut() throws Exception {
    server
        .witness()
        .put(
            "web",
            BLOB,
            BODY,
            Map.of(
                "x-ms-blob-content-type", "text/plain",
                "x-ms-blob-cache-control", "max-age=60",
                "x-ms-meta-Mtime", "1751364000"));

    try (AssetStore store = open()) {
      AssetHeaders seen = store.stat(KEY).orElseThrow().headers();
      assertThat(seen.contentType()).isEqualTo("text/plain");
      assertThat(seen.cacheControl()).contains("max-age=60");
      assertThat(seen.contentEncoding()).isEmpty();
      assertThat(seen.metadata()).containsEntry("mtime", "1751364000");
    }
  }

  @Test
  void putInBlocks_comesBackAndHasAnMd5() throws Exception {
    Generated content = new Generated((8L << 20) + 1);
    StoreConfig config = config();
    AzureOptions options = AzureOptions.of(config, Map.of()).withSinglePut(1 << 20);
    try (AssetStore store = AzureOpening.open(config, options, Map.of())) {
      store.put(AssetKey.of("b"), content, AssetHeaders.of("text/plain"), PutCondition.IF_ABSENT);
    }

    HttpResponse<byte[]> seen = server.witness().get("web", "shop/b");
    assertThat(seen.body()).isEqualTo(content.open(0).readAllBytes());
    assertThat(seen.headers().firstValue("content-md5")).isPresent();
  }

  @Test
  void inspect_tellsOfTheAccount() {
    try (AssetStore store = open()) {
      assertThat(store.inspect())
          .extracting(Finding::message)
          .anyMatch(message -> message.startsWith("Not looked at: lifecycle rules"));
    }
  }

  private static AssetStore open() {
    return new AzureProvider().open(config());
  }

  private static StoreConfig config() {
    Map<String, String> options =
        Map.of(
            "container",
            "web",
            "endpoint",
            server.endpoint().toString(),
            "account_key",
            Azurite.KEY);
    return new StoreConfig(options, "shop", Access.WRITE);
  }
}
