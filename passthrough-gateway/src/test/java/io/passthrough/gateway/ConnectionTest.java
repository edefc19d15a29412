package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.serving.Field;
import io.passthrough.core.serving.Reply;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.RequestHandler;
import io.passthrough.core.serving.Response;
import io.passthrough.gateway.RawClient.Received;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Response> later = new CompletableFuture<>();
  private RequestHandler handler = request -> Replies.now("at " + request.target());
  private Gateway gateway;
  private RawClient client;

  @BeforeEach
  void start() throws Exception {
    gateway = Gateway.start("127.0.0.1", 0, this::answer);
    client = RawClient.connect(gateway.uri());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  private Reply answer(Request request) {
    requests.add(request);
    return handler.answer(request);
  }

  private void send(String target, String fields) throws Exception {
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
  }

  @Test
  void connection_afterAResponse_isUsedAgain() throws Exception {
    send("/1", "");
    Received first = client.receive();
    send("/2", "");

    assertThat(first.text()).isEqualTo("at /1");
    assertThat(client.receive().text()).isEqualTo("at /2");
  }

  @Test
  void connectionClose_asked_endsAfterTheResponse() throws Exception {
    send("/1", "Connection: foo, Close\r\n");

    assertThat(client.receive().field("Connection")).isEqualTo("close");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void http10_plain_endsAfterTheResponse() throws Exception {
    client.send("GET /1 HTTP/1.0\r\n\r\n");

    assertThat(client.receive().field("Connection")).isEqualTo("close");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void http10_keepAliveAsked_isUsedAgain() throws Exception {
    client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    Received first = client.receive();
    client.send("GET /2 HTTP/1.0\r\n\r\n");

    assertThat(first.field("Connection")).isEqualTo("keep-alive");
    assertThat(client.receive().text()).isEqualTo("at /2");
  }

  @Test
  void pipelinedRequest_whileAnotherWaits_isNotHandledBeforeItsTurn() throws Exception {
    handler =
        request ->
            request.target().equals("/slow") ? new Reply.Later(later) : Replies.now("second");
    send("/slow", "");
    send("/next", "");
    send("/last", "Connection: close\r\n");
    while (requests.isEmpty()) {
      Thread.onSpinWait();
    }
    later.complete(Replies.response("first"));

    assertThat(client.receive().text()).isEqualTo("first");
    assertThat(client.receive().text()).isEqualTo("second");
    assertThat(client.receive().text()).isEqualTo("second");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void clientThatEndsItsOutput_afterItsRequests_getsAllResponses() throws Exception {
    send("/1", "");
    send("/2", "");
    client.endOutput();

    assertThat(client.receive().text()).isEqualTo("at /1");
    assertThat(client.receive().text()).isEqualTo("at /2");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void post_withMuchContent_isAnsweredAndEndsWithoutReset() throws Exception {
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");
    client.send(new byte[3_000_000]);
    client.endOutput();

    assertThat(client.receive().field("Connection")).isEqualTo("close");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void content_thatLooksLikeARequest_isNeverAnswered() throws Exception {
    String inner = "GET /inner HTTP/1.1\r\nHost: localhost\r\n\r\n";
    send("/outer", "Content-Length: " + inner.length() + "\r\n");
    client.send(inner);

    assertThat(client.receive().text()).isEqualTo("at /outer");
    assertThat(client.next()).isEqualTo(-1);
    assertThat(requests).extracting(Request::target).containsExactly("/outer");
  }

  @Test
  void expectation_ofContinue_isAnsweredFinally() throws Exception {
    client.send(
        "PUT /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

    assertThat(client.receive().status()).isEqualTo(200);
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void upgrade_toAnotherProtocol_isIgnored() throws Exception {
    send("/1", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMA\r\n");

    assertThat(client.receive().status()).isEqualTo(200);
  }

  @Test
  void optionsOfTheServer_asked_reachTheHandlerAsAnAsterisk() throws Exception {
    client.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(client.receive().text()).isEqualTo("at *");
  }

  @Test
  void absoluteTarget_ofAnyHost_reachesTheHandlerAsAPath() throws Exception {
    send("HTTP://example.org:80?x=1", "");

    assertThat(client.receive().text()).isEqualTo("at /?x=1");
  }

  @Test
  void handler_thatThrows_givesAPlainErrorAndEnds() throws Exception {
    handler =
        request -> {
          throw new IllegalStateException("secret of " + request.target());
        };
    send("/a", "");
    Received received = client.receive();

    assertThat(received.status()).isEqualTo(500);
    assertThat(received.text()).isEqualTo("Internal Server Error\n");
    assertThat(received.field("Cache-Control")).isEqualTo("no-store");
    assertThat(received.has("X-Passthrough")).isFalse();
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void laterReply_thatFails_givesAPlainErrorAndEnds() throws Exception {
    handler = request -> new Reply.Later(later);
    later.completeExceptionally(new IllegalStateException("secret"));
    send("/a", "");
    Received received = client.receive();

    assertThat(received.status()).isEqualTo(500);
    assertThat(received.text()).isEqualTo("Internal Server Error\n");
    assertThat(client.next()).isEqualTo(-1);
  }

  @Test
  void fieldOfTheHandler_withALineEnd_isNeverSent() throws Exception {
    handler = request -> Replies.now(new Field("X-Name", "a\r\nSet-Cookie: b"));
    send("/a", "");
    Received received = client.receive();

    assertThat(received.status()).isEqualTo(500);
    assertThat(received.has("Set-Cookie")).isFalse();
  }
}
