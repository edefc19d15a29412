package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What another client sees of what the provider put, and the other way round. */
@Tag("long")
class GcsWitnessTest {

  private static final AssetKey KEY = AssetKey.of("js/[slug] \u00fc;+1.js");
  private static final String OBJECT = "shop/" + KEY;
  private static final byte[] BODY = {0, 1, -1, 13, 10};

  private static FakeGcs server;
  private static JsonInterface witness;

  @BeforeAll
  static void start() throws Exception {
    try {
      server = FakeGcs.start();
    } catch (IOException e) {
      FakeGcs.sayWhyNot(e.getMessage());
      Assumptions.abort(e.getMessage());
    }
    witness = server.witness();
    witness.createBucket("web");
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(FakeGcs::close);
  }

  @Test
  void put_isWhatAnotherClientSees() throws Exception {
    AssetHeaders headers =
        new AssetHeaders(
            "text/javascript", Optional.of("no-cache"), Optional.of("br"), Map.of("sha256", "ab"));
    try (AssetStore store = open()) {
      Version version = store.put(KEY, Content.of(BODY), headers, PutCondition.ALWAYS);

      JsonNode seen = witness.object("web", OBJECT).orElseThrow();
      assertThat(seen.path("generation").asText()).isEqualTo(version.token());
      assertThat(seen.path("contentType").asText()).isEqualTo("text/javascript");
      assertThat(seen.path("cacheControl").asText()).isEqualTo("no-cache");
      assertThat(seen.path("contentEncoding").asText()).isEqualTo("br");
      assertThat(seen.path("metadata").path("sha256").asText()).isEqualTo("ab");
      assertThat(witness.bytes("web", OBJECT)).contains(BODY);
    }
  }

  @Test
  void putOfALargeBody_isWhatAnotherClientSees() throws Exception {
    Generated large = new Generated(GcsConnection.PART_BYTES * 2L + 5);
    AssetHeaders headers = AssetHeaders.of("text/css").withMetadata(Map.of("sha256", "cd"));
    try (AssetStore store = open();
        InputStream bytes = large.open(0)) {
      store.put(KEY, large, headers, PutCondition.ALWAYS);

      JsonNode seen = witness.object("web", OBJECT).orElseThrow();
      assertThat(seen.path("contentType").asText()).isEqualTo("text/css");
      assertThat(seen.path("metadata").path("sha256").asText()).isEqualTo("cd");
      assertThat(witness.bytes("web", OBJECT).orElseThrow()).isEqualTo(bytes.readAllBytes());
    }
  }

  @Test
  void stat_isOfWhatAnotherClientPut() throws Exception {
    witness.put(
        "web",
        "{\"name\":\"shop/other.js\",\"contentType\":\"text/plain\","
            + "\"cacheControl\":\"max-age=60\",\"metadata\":{\"Mtime\":\"1751364000\"}}",
        "text/plain",
        BODY);

    try (AssetStore store = open()) {
      AssetHeaders seen = store.stat(AssetKey.of("other.js")).orElseThrow().headers();
      assertThat(seen.contentType()).isEqualTo("text/plain");
      assertThat(seen.cacheControl()).contains("max-age=60");
      assertThat(seen.contentEncoding()).isEmpty();
      assertThat(seen.metadata()).containsEntry("mtime", "1751364000");
    }
  }

  @Test
  void read_ofGzipThatAnotherClientPut_isAsStored() throws Exception {
    byte[] gzip = gzip("let a = 1;");
    witness.put(
        "web",
        "{\"name\":\"shop/gzip.js\",\"contentType\":\"text/javascript\","
            + "\"contentEncoding\":\"gzip\"}",
        "text/javascript",
        gzip);

    try (AssetStore store = open();
        AssetReader reader = store.read(AssetKey.of("gzip.js"), ByteRange.ALL)) {
      assertThat(reader.info().headers().contentEncoding()).contains("gzip");
      assertThat(reader.info().size()).isEqualTo(gzip.length);
      assertThat(reader.body().readAllBytes()).isEqualTo(gzip);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static AssetStore open() {
    Map<String, String> options =
        Map.of("bucket", "web", "endpoint", server.endpoint().toString(), "anonymous", "true");
    return new GcsProvider().open(new StoreConfig(options, "shop", Access.READ));
  }
}
