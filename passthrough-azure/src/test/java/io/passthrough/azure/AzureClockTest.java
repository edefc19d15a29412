package io.passthrough.azure;

import static io.passthrough.azure.Puts.KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A machine whose clock is not the server's: signatures are refused then. */
class AzureClockTest {

  private static final String REFUSAL =
      "HTTP/1.1 403 Forbidden\r\n"
          + "Date: Wed, 01 Jul 2026 10:00:00 GMT\r\n"
          + "x-ms-error-code: AuthenticationFailed\r\n"
          + "Content-Length: 0\r\nConnection: close\r\n\r\n";

  @Test
  void stat_withAClockThatIsWrong_saysByHowMuch() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server), "refusing");
      answering.start();
      Map<String, String> options =
          Map.of(
              "container",
              "web",
              "endpoint",
              "http://127.0.0.1:" + server.getLocalPort() + "/shop",
              "account_key",
              Azurite.KEY);
      try (AssetStore store =
          new AzureProvider().open(new StoreConfig(options, "shop", Access.READ))) {
        assertThatThrownBy(() -> store.stat(KEY))
            .isInstanceOfSatisfying(
                AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
            .hasMessageContaining("(AuthenticationFailed), this machine's clock is ")
            .hasMessageContaining(" minutes ahead of the server's");
      }
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().read(new byte[8 << 10]);
      client.getOutputStream().write(REFUSAL.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
