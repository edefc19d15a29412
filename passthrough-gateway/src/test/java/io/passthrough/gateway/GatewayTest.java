package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import io.passthrough.gateway.RawClient.Received;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private final List<Request> requests = new ArrayList<>();
  private final Gateway gateway = Gateway.start("127.0.0.1", 0, this::answer);

  @AfterEach
  void close() {
    gateway.close();
  }

  private Reply answer(Request request) {
    requests.add(request);
    byte[] bytes = ("at " + request.target()).getBytes(StandardCharsets.UTF_8);
    Field length = new Field("Content-Length", Integer.toString(bytes.length));
    boolean head = request.method().equals("HEAD");
    Body body = head ? new Body.None() : new Body.Bytes(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    return new Reply.Now(new Response(200, List.of(length), body));
  }

  @Test
  void get_answered_arrivesWithDateAndBody() throws Exception {
    Received received = RawClient.get(gateway.uri(), "/a.js?x=1", "Accept: */*\r\n");

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.text()).isEqualTo("at /a.js?x=1");
    assertThat(received.field("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} GMT");
    assertThat(received.has("Connection")).isFalse();
    assertThat(requests.get(0).fields())
        .containsExactly(new Field("Host", "localhost"), new Field("Accept", "*/*"));
  }

  @Test
  void head_answered_hasLengthAndNoBody() throws Exception {
    try (RawClient client = RawClient.connect(gateway.uri())) {
      client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.receive(true).field("Content-Length")).isEqualTo("5");
      assertThat(client.receive().text()).isEqualTo("at /b");
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws Exception {
    try (RawClient client = RawClient.connect(gateway.uri())) {
      client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 H");
      client.send("TTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.receive().text()).isEqualTo("at /1");
      assertThat(client.receive().text()).isEqualTo("at /2");
      assertThat(client.receive().text()).isEqualTo("at /3");
    }
  }

  @Test
  void post_withContent_isAnsweredAndTheConnectionEndsWithoutReset() throws Exception {
    try (RawClient client = RawClient.connect(gateway.uri())) {
      client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
      client.send(new byte[3_000_000]);
      client.endOutput();

      assertThat(client.receive().field("Connection")).isEqualTo("close");
      assertThat(client.next()).isEqualTo(-1);
    }
  }
}
