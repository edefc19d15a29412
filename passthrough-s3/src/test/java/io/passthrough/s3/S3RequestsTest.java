package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.s3.CannedServer.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes over the wire to a server other than Amazon's. */
class S3RequestsTest {

  private static final String EMPTY_LIST =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

  @Test
  void put_customServer_isPlain() {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      Puts.ifAbsent(store);

      Request put = server.last();
      assertThat(put.line()).isEqualTo("PUT /web/shop/js/app.js");
      assertThat(put.headers())
          .containsEntry("If-none-match", List.of("*"))
          .containsEntry("Content-length", List.of("10"))
          .containsEntry("Content-type", List.of("text/javascript"))
          .doesNotContainKeys(
              "Content-encoding",
              "X-amz-trailer",
              "X-amz-checksum-crc32",
              "X-amz-sdk-checksum-algorithm",
              "X-amz-server-side-encryption");
      assertThat(put.body()).asString().isEqualTo("let a = 1;");
    }
  }

  @Test
  void read_customServer_asksForNoChecksum() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open()) {
      store.read(KEY, ByteRange.of(1, 2)).close();

      assertThat(server.last().headers())
          .containsEntry("Range", List.of("bytes=1-2"))
          .doesNotContainKeys("X-amz-checksum-mode", "X-amz-checksum-crc32", "X-amz-te");
    }
  }

  @Test
  void put_headers_areSentAsTheyAre() {
    AssetHeaders headers =
        new AssetHeaders(
            "text/css", Optional.of("no-cache"), Optional.of("br"), Map.of("sha256", "ab"));
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      store.put(KEY, Content.of(new byte[] {1}), headers, PutCondition.ALWAYS);

      assertThat(server.last().headers())
          .containsEntry("Cache-control", List.of("no-cache"))
          .containsEntry("Content-encoding", List.of("br"))
          .containsEntry("X-amz-meta-sha256", List.of("ab"))
          .doesNotContainKey("If-none-match");
    }
  }

  @Test
  void put_encryption_isAskedFor() {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open("sse", "aws:kms", "kms_key", "alias/web")) {
      Puts.always(store);

      assertThat(server.last().headers())
          .containsEntry("X-amz-server-side-encryption", List.of("aws:kms"))
          .containsEntry("X-amz-server-side-encryption-aws-kms-key-id", List.of("alias/web"));
    }
  }

  @Test
  void everyRequest_expectedOwner_isNamed() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open("expected_bucket_owner", "111122223333")) {
      store.stat(KEY);
      store.read(KEY, ByteRange.ALL).close();
      Puts.always(store);

      assertThat(server.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("X-amz-expected-bucket-owner", List.of("111122223333")));
    }
  }

  @Test
  void list_customServer_namesExpectedOwnerAndEncodesNames() {
    try (CannedServer server = CannedServer.of(CannedServer.xml(EMPTY_LIST));
        AssetStore store = server.open("expected_bucket_owner", "111122223333")) {
      store.list("js/", Optional.empty(), 7);

      assertThat(server.last().uri().getPath()).isEqualTo("/web");
      assertThat(server.last().uri().getQuery().split("&"))
          .contains("list-type=2", "encoding-type=url", "max-keys=7", "prefix=shop/js/");
      assertThat(server.last().headers())
          .containsEntry("X-amz-expected-bucket-owner", List.of("111122223333"));
    }
  }

  @Test
  void delete_customServer_carriesTheOldChecksumToo() {
    try (CannedServer server = CannedServer.of(CannedServer.xml("<DeleteResult/>"));
        AssetStore store = server.open("expected_bucket_owner", "111122223333")) {
      assertThat(store.delete(List.of(KEY))).isEmpty();

      assertThat(server.last().headers())
          .containsKey("Content-md5")
          .containsEntry("X-amz-expected-bucket-owner", List.of("111122223333"));
    }
  }
}
