package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 1 GiB through a process with a heap of 64 MiB. */
@Tag("long")
class GcsSmallHeapTest {

  private static final long LENGTH = StoreMain.LARGE.length();
  private static final long PARTS = LENGTH / GcsConnection.PART_BYTES;

  @Test
  void put_inParts_sendsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(GcsSmallHeapTest::upload)) {
      String printed = run("put", server);

      assertThat(printed).isEqualTo("put " + CannedServer.GENERATION);
      assertThat(server.requests().stream().skip(1).limit(PARTS))
          .extracting(CannedServer.Request::checksum)
          .containsExactlyElementsOf(
              Stream.iterate(0L, offset -> offset + GcsConnection.PART_BYTES)
                  .limit(PARTS)
                  .map(GcsSmallHeapTest::checksumOfPart)
                  .toList());
    }
  }

  @Test
  void read_yieldsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(GcsSmallHeapTest::object)) {
      assertThat(run("read", server)).isEqualTo("read " + Generated.checksum(0, LENGTH));
    }
  }

  private static String run(String command, CannedServer server) throws Exception {
    return StoreProcess.inSmallHeap(Map.of())
        .run(command, StoreProcess.server(server.endpoint()), "anonymous=true");
  }

  private static long checksumOfPart(long offset) {
    try {
      return Generated.checksum(offset, offset + GcsConnection.PART_BYTES);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void upload(HttpExchange exchange) throws IOException, InterruptedException {
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range"));
    if (exchange.getRequestMethod().equals("POST")) {
      CannedServer.begun().to(exchange);
    } else if (range.endsWith("/*")) {
      String last = range.substring(range.indexOf('-') + 1, range.indexOf('/'));
      CannedServer.has(Long.parseLong(last) + 1).to(exchange);
    } else {
      CannedServer.json(CannedServer.description("a.bin", CannedServer.GENERATION, LENGTH))
          .to(exchange);
    }
  }

  private static void object(HttpExchange exchange) throws IOException, InterruptedException {
    CannedServer.Answer answer =
        CannedServer.isMedia(exchange)
            ? CannedServer.bytes(StoreMain.LARGE)
            : CannedServer.json(CannedServer.description("a.bin", 1, LENGTH));
    answer.to(exchange);
  }
}
