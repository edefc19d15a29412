package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is there and accepts no connection: its queue is full. */
class AzureConnectTest {

  private static final int MORE_THAN_ITS_QUEUE = 8;

  private final List<SocketChannel> waiting = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void fillTheQueue() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < MORE_THAN_ITS_QUEUE; i++) {
      waiting.add(connecting(server.getLocalSocketAddress()));
    }
  }

  private static SocketChannel connecting(SocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(address);
    return channel;
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel each : waiting) {
      each.close();
    }
    server.close();
  }

  @Test
  void put_withinItsLimitToConnect_wasNotSent() {
    Map<String, String> options =
        Map.of(
            "container",
            "web",
            "endpoint",
            "http://127.0.0.1:" + server.getLocalPort() + "/account",
            "anonymous",
            "true",
            "connect_timeout",
            "100ms",
            "call_timeout",
            "5s");
    try (AssetStore store =
        new AzureProvider().open(new StoreConfig(options, "shop", Access.READ))) {
      assertThatThrownBy(() -> Puts.ifAbsent(store))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("onnect");
    }
  }
}
