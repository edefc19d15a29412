package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final CountDownLatch waiting = new CountDownLatch(2);
  private final CompletableFuture<Response> later = new CompletableFuture<>();

  private Gateway start(int all, int perAddress) {
    Limits limits = new Limits(LONG, LONG, LONG, LONG, Duration.ofMillis(200), all);
    return Gateway.start("127.0.0.1", 0, this::answer, limits.withPerAddress(perAddress));
  }

  private Reply answer(Request request) {
    if (!request.target().equals("/later")) {
      return Replies.now("here");
    }
    waiting.countDown();
    return new Reply.Later(later);
  }

  private static void ask(RawClient client, String target) throws Exception {
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  @Test
  void connection_aboveTheBound_takesThePlaceOfTheLongestIdle() throws Exception {
    try (Gateway gateway = start(2, 2);
        RawClient oldest = RawClient.connect(gateway.uri());
        RawClient other = RawClient.connect(gateway.uri())) {
      ask(other, "/");
      other.receive();
      ask(oldest, "/");
      oldest.receive();

      try (RawClient third = RawClient.connect(gateway.uri())) {
        assertThat(other.next()).isEqualTo(-1);
        ask(third, "/");
        assertThat(third.receive().text()).isEqualTo("here");
        ask(oldest, "/");
        assertThat(oldest.receive().text()).isEqualTo("here");
      }
    }
  }

  @Test
  void connection_thatWaitsForItsResponse_isNeverEvicted() throws Exception {
    try (Gateway gateway = start(2, 2);
        RawClient first = RawClient.connect(gateway.uri());
        RawClient second = RawClient.connect(gateway.uri())) {
      ask(first, "/later");
      ask(second, "/later");
      waiting.await();

      try (RawClient third = RawClient.connect(gateway.uri())) {
        assertThat(third.next()).isEqualTo(-1);
      }
      later.complete(Replies.response("late"));
      assertThat(first.receive().text()).isEqualTo("late");
      assertThat(second.receive().text()).isEqualTo("late");
    }
  }

  @Test
  void address_withAllItsConnections_losesItsLongestIdle() throws Exception {
    try (Gateway gateway = start(10, 1);
        RawClient first = RawClient.connect(gateway.uri())) {
      ask(first, "/");
      first.receive();

      try (RawClient second = RawClient.connect(gateway.uri())) {
        assertThat(first.next()).isEqualTo(-1);
        ask(second, "/");
        assertThat(second.receive().text()).isEqualTo("here");
      }
    }
  }
}
