package io.passthrough.tck.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private static final byte[] WORD = {1, 2, 3, 4, 5};

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "echo");
    thread.setDaemon(true);
    thread.start();
    proxy = TcpProxy.to(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread thread = new Thread(() -> echo(client), "echo");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(proxy.address());
    socket.setSoTimeout(500);
    return socket;
  }

  private static byte[] said(Socket socket) throws IOException {
    socket.getOutputStream().write(WORD);
    return socket.getInputStream().readNBytes(WORD.length);
  }

  @Test
  void bytes_nothingArmed_passAndAreCounted() throws IOException {
    try (Socket socket = connect()) {
      assertThat(said(socket)).isEqualTo(WORD);
      assertThat(said(socket)).isEqualTo(WORD);
    }

    assertThat(proxy.bytes()).isEqualTo(2 * WORD.length);
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void refuse_connections_areRefusedAndOpenOnesEnd() throws IOException {
    try (Socket open = connect()) {
      assertThat(said(open)).isEqualTo(WORD);

      proxy.refuse();

      assertThat(open.getInputStream().read()).isNegative();
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(proxy.open()).isZero();
    }
  }

  @Test
  void cutOnce_nextAnswer_breaksOffAfterItsBytesAndNoneLater() throws IOException {
    proxy.cutOnce(3);
    try (Socket first = connect();
        Socket second = connect()) {
      assertThat(said(first)).containsExactly(1, 2, 3);
      assertThat(said(second)).isEqualTo(WORD);
    }

    assertThat(proxy.isArmed()).isFalse();
  }

  @Test
  void cutUploadOnce_nextRequest_reachesTheBackendInPartOnly() throws IOException {
    proxy.cutUploadOnce(2);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORD);

      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void stallOnce_nextAnswer_stopsAndTheConnectionStays() throws IOException {
    proxy.stallOnce(4);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORD);

      assertThat(socket.getInputStream().readNBytes(4)).containsExactly(1, 2, 3, 4);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void delayOnce_nextAnswer_isLateAndTheNextOneIsNot() throws IOException {
    proxy.delayOnce(Duration.ofMillis(700));
    try (Socket socket = connect()) {
      socket.getOutputStream().write(WORD);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(10_000);

      assertThat(socket.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
      assertThat(said(socket)).isEqualTo(WORD);
    }
  }

  @Test
  void cut_everyAnswer_isLostUntilHealed() throws IOException {
    proxy.cut();
    try (Socket first = connect();
        Socket second = connect()) {
      assertThat(said(first)).isEmpty();
      assertThat(said(second)).isEmpty();
    }

    proxy.heal();

    try (Socket third = connect()) {
      assertThat(said(third)).isEqualTo(WORD);
    }
  }
}
