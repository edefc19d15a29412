package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.s3.CannedServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 1 GiB through a process with a heap of 64 MiB. */
class S3SmallHeapTest {

  private static final long LENGTH = StoreMain.LARGE.length();
  private static final long PART = 16L << 20;
  private static final Map<String, String> SIGNING =
      Map.of("AWS_ACCESS_KEY_ID", "env-access", "AWS_SECRET_ACCESS_KEY", "env-secret");

  @Test
  void put_inParts_sendsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(S3SmallHeapTest::upload)) {
      String printed = run("put", server);

      assertThat(printed).isEqualTo("put \"e-64\"");
      assertThat(server.lines())
          .hasSize(66)
          .startsWith("POST /web/shop/a.bin?uploads")
          .endsWith("POST /web/shop/a.bin?uploadId=u1");
      assertThat(server.requests().subList(1, 65))
          .extracting(Request::checksum)
          .containsExactlyElementsOf(checksumsOfParts());
    }
  }

  @Test
  void put_inOneRequest_sendsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.stored())) {
      String printed = run("create", server);

      assertThat(printed).startsWith("put ");
      assertThat(server.lines()).containsExactly("PUT /web/shop/a.bin");
      assertThat(server.last().checksum()).isEqualTo(Generated.checksum(0, LENGTH));
    }
  }

  @Test
  void read_yieldsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object(StoreMain.LARGE))) {
      String printed = run("read", server);

      assertThat(printed).isEqualTo("read " + Generated.checksum(0, LENGTH));
    }
  }

  private static String run(String command, CannedServer server) throws Exception {
    return StoreProcess.inSmallHeap(SIGNING)
        .run(command, StoreProcess.server(server.endpoint()), "credentials=environment");
  }

  private static List<Long> checksumsOfParts() throws IOException {
    List<Long> sums = new ArrayList<>();
    for (long offset = 0; offset < LENGTH; offset += PART) {
      sums.add(Generated.checksum(offset, offset + PART));
    }
    return sums;
  }

  private static void upload(HttpExchange exchange) throws IOException, InterruptedException {
    CannedServer.Answer answer =
        exchange.getRequestMethod().equals("PUT")
            ? CannedServer.stored()
            : CannedServer.xml("<Result><UploadId>u1</UploadId><ETag>\"e-64\"</ETag></Result>");
    answer.to(exchange);
  }
}
