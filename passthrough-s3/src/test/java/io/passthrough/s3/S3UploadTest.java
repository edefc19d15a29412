package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large bodies, which go in parts. */
class S3UploadTest {

  private static final long LARGE = S3Upload.THRESHOLD + 1;
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>";
  private static final String COMPLETED =
      "<CompleteMultipartUploadResult><ETag>\"e-2\"</ETag></CompleteMultipartUploadResult>";

  @TempDir Path folder;

  @Test
  void put_aboveTheThreshold_goesInParts() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.stored(),
                CannedServer.stored(),
                CannedServer.xml(COMPLETED));
        AssetStore store = server.open()) {
      store.put(KEY, large(LARGE), AssetHeaders.of("text/plain"), PutCondition.ALWAYS);

      assertThat(server.lines())
          .containsExactly(
              "POST /web/shop/js/app.js?uploads",
              "PUT /web/shop/js/app.js?partNumber=1&uploadId=u1",
              "PUT /web/shop/js/app.js?partNumber=2&uploadId=u1",
              "POST /web/shop/js/app.js?uploadId=u1");
    }
  }

  @Test
  void put_conditionalOnACustomServer_staysOneRequest() throws IOException {
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open()) {
      store.put(KEY, large(LARGE), AssetHeaders.of("text/plain"), PutCondition.IF_ABSENT);

      assertThat(server.lines()).containsExactly("PUT /web/shop/js/app.js");
    }
  }

  @Test
  void put_aPartRefused_leavesNoUpload() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.stored(),
                CannedServer.error(403, "AccessDenied"),
                CannedServer.stored());
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.ACCESS_DENIED);
      assertThat(server.last().line()).isEqualTo("DELETE /web/shop/js/app.js?uploadId=u1");
    }
  }

  @Test
  void put_aPartThatServersFailAt_wasNotApplied() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.error(500, "InternalError"),
                CannedServer.error(500, "InternalError"),
                CannedServer.error(500, "InternalError"),
                CannedServer.stored());
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void put_inParts_carriesTheOptionsOfEveryRequest() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.stored(),
                CannedServer.stored(),
                CannedServer.error(403, "AccessDenied"),
                CannedServer.stored());
        AssetStore store =
            server.open(
                "expected_bucket_owner",
                "111122223333",
                "sse",
                "aws:kms",
                "kms_key",
                "alias/web")) {
      failure(store);

      assertThat(server.requests())
          .hasSize(5)
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("X-amz-expected-bucket-owner", List.of("111122223333")));
      assertThat(server.requests().get(0).headers())
          .containsEntry("X-amz-server-side-encryption", List.of("aws:kms"))
          .containsEntry("X-amz-server-side-encryption-aws-kms-key-id", List.of("alias/web"));
    }
  }

  @Test
  void put_endThatFailsInItsBody_isNoSuccess() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.stored(),
                CannedServer.stored(),
                CannedServer.xml("<Error><Code>InternalError</Code></Error>"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
      assertThat(server.lines()).hasSize(7);
      assertThat(server.last().method()).isEqualTo("DELETE");
    }
  }

  @Test
  void put_answerToTheEndLost_hasUnknownOutcome() throws IOException {
    try (CannedServer server =
            CannedServer.of(
                CannedServer.xml(BEGUN),
                CannedServer.stored(),
                CannedServer.stored(),
                CannedServer.nothing(),
                CannedServer.error(404, "NoSuchUpload"));
        AssetStore store = server.open()) {
      assertThat(failure(store).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void put_signedContentThatCannotBeOpened_isUnavailable() throws IOException {
    Content gone = large(1);
    Files.delete(folder.resolve("large.txt"));
    try (CannedServer server = CannedServer.of(CannedServer.stored());
        AssetStore store = server.open("anonymous", "false", "credentials", "profile:right")) {
      assertThatThrownBy(
              () -> store.put(KEY, gone, AssetHeaders.of("text/plain"), PutCondition.ALWAYS))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("its content cannot be read");
    }
  }

  private AssetStoreException failure(AssetStore store) throws IOException {
    Content content = large(LARGE);
    return catchThrowableOfType(
        AssetStoreException.class,
        () -> store.put(KEY, content, AssetHeaders.of("text/plain"), PutCondition.ALWAYS));
  }

  private Content large(long size) throws IOException {
    return Content.of(file(size));
  }

  private Path file(long size) throws IOException {
    Path file = folder.resolve("large.txt");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
    }
    return file;
  }
}
