package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 1 GiB into the emulator and out of it, by processes with a heap of 64 MiB. */
@Tag("long")
class AzuriteSmallHeapTest {

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
  void putInBlocks_comesBackWhole() throws Exception {
    String put = process().run("blocks");
    String read = process().run("read");

    assertThat(put).startsWith("put 0x");
    assertThat(read).isEqualTo("read " + Generated.checksum(0, StoreMain.LARGE.length()));
  }

  private static StoreProcess process() {
    String connection =
        "AccountName="
            + Azurite.ACCOUNT
            + ";AccountKey="
            + Azurite.KEY
            + ";BlobEndpoint="
            + server.endpoint();
    return StoreProcess.inSmallHeap(Map.of("AZURE_STORAGE_CONNECTION_STRING", connection));
  }
}
