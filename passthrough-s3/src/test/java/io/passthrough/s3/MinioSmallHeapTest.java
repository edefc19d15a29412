package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MakeBucketArgs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 1 GiB into a real server and out of it, by processes with a heap of 64 MiB. */
@Tag("long")
class MinioSmallHeapTest {

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", S3ProxyProcess.ACCESS_KEY,
          "AWS_SECRET_ACCESS_KEY", S3ProxyProcess.SECRET_KEY);

  private static MinioServer server;

  @BeforeAll
  static void start() throws Exception {
    try {
      server = MinioServer.start();
    } catch (IOException e) {
      MinioServer.sayWhyNot(e.getMessage());
      Assumptions.abort(e.getMessage());
    }
    server.witness().makeBucket(MakeBucketArgs.builder().bucket("web").build());
  }

  @AfterAll
  static void stop() {
    Optional.ofNullable(server).ifPresent(MinioServer::close);
  }

  @Test
  void putInParts_comesBackWhole() throws Exception {
    List<String> options = StoreProcess.server(server.endpoint());

    String put = process().run("put", options, "credentials=environment");
    String read = process().run("read", options, "credentials=environment");

    assertThat(put).startsWith("put ").endsWith("-64\"");
    assertThat(read).isEqualTo("read " + Generated.checksum(0, StoreMain.LARGE.length()));
  }

  private static StoreProcess process() {
    return StoreProcess.inSmallHeap(CREDENTIALS);
  }
}
