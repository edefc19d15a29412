package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final CompletableFuture<Response> later = new CompletableFuture<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  private Reply answer(Request request) {
    if (request.target().equals("/now")) {
      return Replies.now("now");
    }
    asked.countDown();
    return new Reply.Later(later);
  }

  private Gateway start(Duration drain) {
    Limits limits = new Limits(LONG, LONG, LONG, LONG, drain, 10);
    return Gateway.start("127.0.0.1", 0, this::answer, limits);
  }

  private static RawClient request(Gateway gateway, String target) throws IOException {
    RawClient client = RawClient.connect(gateway.uri());
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return client;
  }

  private static void awaitRefusal(Gateway gateway) throws IOException {
    while (accepts(gateway)) {
      Thread.onSpinWait();
    }
  }

  private static boolean accepts(Gateway gateway) throws IOException {
    try {
      RawClient.connect(gateway.uri()).close();
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  @Test
  void close_withAnIdleConnection_endsItAtOnce() throws Exception {
    Gateway gateway = start(LONG);
    try (RawClient client = request(gateway, "/now")) {
      client.receive();
      gateway.close();

      assertThat(client.next()).isEqualTo(-1);
    }
  }

  @Test
  void close_withAResponseUnderWay_letsItEnd() throws Exception {
    Gateway gateway = start(LONG);
    try (RawClient client = request(gateway, "/later")) {
      asked.await();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::close);
      awaitRefusal(gateway);
      later.complete(Replies.response("late"));
      Received received = client.receive();

      assertThat(received.text()).isEqualTo("late");
      assertThat(received.field("Connection")).isEqualTo("close");
      assertThat(client.next()).isEqualTo(-1);
      client.endOutput();
      closing.join();
    }
  }

  @Test
  void close_withAResponseThatNeverComes_cutsItOffAfterTheGracePeriod() throws Exception {
    Gateway gateway = start(Duration.ofMillis(100));
    try (RawClient client = request(gateway, "/later")) {
      asked.await();
      gateway.close();

      assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
    }
  }

  @Test
  void close_done_acceptsNoMoreConnections() {
    Gateway gateway = start(LONG);
    gateway.close();
    gateway.close();

    assertThatThrownBy(() -> RawClient.connect(gateway.uri())).isInstanceOf(ConnectException.class);
  }

  @Test
  void close_ofAGatewayThatWorks_isNoFailure() {
    Gateway gateway = start(LONG);

    gateway.close();

    assertThat(gateway.hasFailed()).isFalse();
  }
}
