package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** 1 GiB through a process with a heap of 64 MiB. */
class AzureSmallHeapTest {

  private static final long LENGTH = StoreMain.LARGE.length();

  @Test
  void put_inOneRequest_sendsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.stored())) {
      String printed = run("put", server);

      assertThat(printed).startsWith("put 0x");
      assertThat(server.lines()).containsExactly("PUT /account/web/shop%2Fa.bin");
      assertThat(server.last().checksum()).isEqualTo(Generated.checksum(0, LENGTH));
    }
  }

  @Test
  void read_yieldsEveryByteInItsPlace() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object(StoreMain.LARGE))) {
      String printed = run("read", server);

      assertThat(printed).isEqualTo("read " + Generated.checksum(0, LENGTH));
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static String run(String command, CannedServer server) throws Exception {
    return StoreProcess.inSmallHeap(Map.of())
        .run(command, "anonymous=true", "endpoint=" + server.endpoint() + "/account");
  }
}
