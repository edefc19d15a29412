package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Reply;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);

  private Reply reply = Replies.now("");

  private Gateway start(Limits limits) {
    return Gateway.start("127.0.0.1", 0, request -> reply, limits);
  }

  @Test
  void head_thatIsNotCompleted_timesOut() throws Exception {
    try (Gateway gateway = start(new Limits(SHORT, LONG, LONG, LONG, SHORT, 10));
        RawClient client = RawClient.connect(gateway.uri())) {
      client.send("GET / HTTP/1.1\r\nHost: local");

      assertThat(client.receive().status()).isEqualTo(408);
      assertThat(client.next()).isEqualTo(-1);
    }
  }

  @Test
  void connection_withoutARequest_isClosedWhenIdle() throws Exception {
    try (Gateway gateway = start(new Limits(LONG, SHORT, LONG, LONG, SHORT, 10));
        RawClient client = RawClient.connect(gateway.uri())) {

      assertThat(client.next()).isEqualTo(-1);
    }
  }

  @Test
  void client_thatTakesNothing_isCutOff(@TempDir Path folder) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big").toFile(), "rw");
        Gateway gateway = start(new Limits(LONG, LONG, SHORT, LONG, SHORT, 10));
        RawClient client = RawClient.connect(gateway.uri(), 4_096)) {
      file.setLength(100_000_000);
      FileChannel channel = file.getChannel();
      reply = Replies.now(new Body.FileSlice(channel, 0, 100_000_000, closed::countDown));
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      closed.await();

      assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
    }
  }

  @Test
  void client_thatNeverEnds_isClosedAfterLingering() throws Exception {
    try (Gateway gateway = start(new Limits(LONG, LONG, LONG, SHORT, SHORT, 10));
        RawClient client = RawClient.connect(gateway.uri())) {
      client.send("BAD\r\n");
      client.receive();

      assertThat(client.next()).isEqualTo(-1);
      assertThatThrownBy(() -> sendWithoutEnd(client)).isInstanceOf(IOException.class);
    }
  }

  private static void sendWithoutEnd(RawClient client) throws IOException {
    while (true) {
      client.send("x");
    }
  }
}
