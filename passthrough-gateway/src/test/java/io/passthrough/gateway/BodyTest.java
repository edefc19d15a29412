package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Response;
import io.passthrough.gateway.RawClient.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyTest {

  private final Semaphore closed = new Semaphore(0);
  private Reply reply = Replies.now("");
  private Gateway gateway;
  private RawClient client;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    gateway = Gateway.start("127.0.0.1", 0, request -> reply);
    client = RawClient.connect(gateway.uri());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  private void request(String method) throws Exception {
    client.send(method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private void assertClosedOnce() throws Exception {
    closed.acquire();
    gateway.close();

    assertThat(closed.availablePermits()).isZero();
  }

  private Body.FileSlice slice(FileChannel channel, long offset, long length) {
    return new Body.FileSlice(channel, offset, length, closed::release);
  }

  @Test
  void bytes_sentTwice_areLeftAsTheyWere() throws Exception {
    ByteBuffer shared = ByteBuffer.allocateDirect(300_000).position(10).asReadOnlyBuffer();
    reply = Replies.now(new Body.Bytes(shared));
    request("GET");
    Received first = client.receive();
    request("GET");

    assertThat(first.body()).hasSize(299_990);
    assertThat(client.receive().body()).hasSize(299_990);
    assertThat(shared.position()).isEqualTo(10);
  }

  @Test
  void fileSlice_sent_isThePartAndLeavesTheFileOpen() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
    try (FileChannel channel = FileChannel.open(file)) {
      reply = Replies.now(slice(channel, 3, 4));
      request("GET");

      assertThat(client.receive().text()).isEqualTo("3456");
      assertClosedOnce();
      assertThat(channel.isOpen()).isTrue();
      assertThat(channel.position()).isZero();
    }
  }

  @Test
  void fileSlice_cutShortByOthers_endsBroken() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
    try (FileChannel channel = FileChannel.open(file)) {
      reply = Replies.now(slice(channel, 0, 20));
      request("GET");

      assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
      assertClosedOnce();
    }
  }

  @Test
  void fileSlice_forHead_isClosedUnsent() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
    try (FileChannel channel = FileChannel.open(file)) {
      reply = Replies.now(slice(channel, 0, 10));
      request("HEAD");
      client.receive(true);
      reply = Replies.now("next");
      request("GET");

      assertThat(client.receive().text()).isEqualTo("next");
      assertClosedOnce();
    }
  }

  @Test
  void stream_sent_isWholeAndLeavesTheConnectionUsable() throws Exception {
    byte[] bytes = new byte[1_000_000];
    bytes[999_999] = 7;
    reply = Replies.now(streamed(new ByteArrayInputStream(bytes), bytes.length));
    request("GET");
    Received first = client.receive();
    reply = Replies.now("next");
    request("GET");

    assertThat(first.body()).isEqualTo(bytes);
    assertThat(client.receive().text()).isEqualTo("next");
    assertClosedOnce();
  }

  @Test
  void stream_thatThrows_endsBroken() throws Exception {
    reply = Replies.now(streamed(new BrokenStream(100_000), 200_000));
    request("GET");

    assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
    assertClosedOnce();
  }

  @Test
  void stream_thatEndsEarly_endsBroken() throws Exception {
    reply = Replies.now(streamed(new ByteArrayInputStream(new byte[10]), 11));
    request("GET");

    assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
    assertClosedOnce();
  }

  @Test
  void stream_firstBytes_arriveBeforeTheRestIsThere() throws Exception {
    HangingStream stream = new HangingStream("first");
    reply = Replies.now(streamed(stream, 1_000));
    request("GET");

    assertThat(client.receiveFirst(5)).isEqualTo("first");
    client.reset();
  }

  @Test
  void stream_whoseClientResets_isAborted() throws Exception {
    HangingStream stream = new HangingStream("first");
    reply = Replies.now(streamed(stream, 1_000));
    request("GET");
    client.receiveFirst(5);
    client.reset();

    assertClosedOnce();
  }

  @Test
  void stream_whoseClientTakesNothing_isNotReadFarAhead() throws Exception {
    CountingStream stream = new CountingStream();
    Limits limits = Replies.limits(Duration.ofMillis(300));
    reply = Replies.now(streamed(stream, 1L << 30));
    try (Gateway impatient = Gateway.start("127.0.0.1", 0, request -> reply, limits);
        RawClient slow = RawClient.connect(impatient.uri(), 4_096)) {
      slow.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      closed.acquire();

      assertThat(stream.total()).isLessThan(32L << 20);
    }
  }

  @Test
  void laterBody_whoseClientHasGone_isClosed() throws Exception {
    CompletableFuture<Response> later = new CompletableFuture<>();
    reply = new Reply.Later(later);
    request("GET");
    client.send("GET /broken\n");
    client.reset();
    later.complete(new Response(200, List.of(), streamed(new HangingStream(""), 5)));

    assertClosedOnce();
  }

  private Body.Streamed streamed(InputStream stream, long length) {
    return new Body.Streamed(new NotingStream(stream, closed::release), length);
  }
}
