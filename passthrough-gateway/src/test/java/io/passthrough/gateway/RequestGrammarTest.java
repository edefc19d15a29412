package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.gateway.RawClient.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGrammarTest {

  private final Gateway gateway =
      Gateway.start("127.0.0.1", 0, request -> Replies.now("at " + request.target()));

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void assertRejected(String request, int status) throws Exception {
    try (RawClient client = RawClient.connect(gateway.uri())) {
      client.send(request);
      Received received = client.receive();

      assertThat(received.status()).isEqualTo(status);
      assertThat(received.field("Connection")).isEqualTo("close");
      assertThat(received.field("Cache-Control")).isEqualTo("no-store");
      assertThat(received.text()).doesNotContain("evil");
      assertThat(client.next()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /evil\r\n",
        "GET /evil HTTP/1.1x\r\n",
        "GET /evil http/1.1\r\n",
        "GET /evil HTTP/0.9\r\n",
        "GET  /evil HTTP/1.1\r\n",
        "GET /evil HTTP/1.1 \r\n",
        "GET\t/evil HTTP/1.1\r\n",
        " GET /evil HTTP/1.1\r\n",
        "G(T /evil HTTP/1.1\r\n",
        "GET /evil\n",
        "GET /evil\rHTTP/1.1\r\n",
        "\0",
        "\u0016\u0003\u0001\u0002\0\u0001\0",
        "\n",
        "\r\n\r\n",
        "GET evil HTTP/1.1\r\n",
        "GET * HTTP/1.1\r\n",
        "GET /\u00e9vil HTTP/1.1\r\n",
        "GET /evil\u007f HTTP/1.1\r\n",
        "CONNECT evil:80 HTTP/1.1\r\n",
        "GET ftp://evil/ HTTP/1.1\r\n",
        "GET http:/evil HTTP/1.1\r\n",
        "GET http://user@evil/ HTTP/1.1\r\n",
        "GET http://[::1/ HTTP/1.1\r\n",
        "GET http:///evil HTTP/1.1\r\n",
        "GET http://evil:99999/ HTTP/1.1\r\n",
      })
  void requestLine_outsideTheGrammar_isRejected(String line) throws Exception {
    assertRejected(line, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host:\r\n",
        "Host: a, b\r\n",
        "Host: a/b\r\n",
        "Host: a@b\r\n",
        "Host: a:b\r\n",
        "Host: a\r\nHost: a\r\n",
        "Host: a\r\nHOST: b\r\n",
        "Host: a\r\n folded\r\n",
        "Host: a\r\n\tfolded\r\n",
        " Host: a\r\n",
        "Host : a\r\n",
        "Host: a\r\n: evil\r\n",
        "Host: a\r\nevil\r\n",
        "Host: a\r\nX\0: evil\r\n",
        "Host: a\r\nX: ev\0il\r\n",
        "Host: a\r\nX: ev\ril\r\n",
        "Host: a\nX: evil\r\n",
        "Host: a\r\nX(: evil\r\n",
        "Host: a\r\nContent-Length: \r\n",
        "Host: a\r\nContent-Length: +1\r\n",
        "Host: a\r\nContent-Length: 1, 1\r\n",
        "Host: a\r\nContent-Length: 0x1\r\n",
        "Host: a\r\nContent-Length: 9223372036854775808\r\n",
        "Host: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n",
        "Host: a\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n",
        "Host: a\r\nTransfer-Encoding: chunked\r\n",
        "Host: a\r\nTransfer-Encoding: identity\r\n",
      })
  void fields_outsideTheGrammar_areRejected(String fields) throws Exception {
    assertRejected("GET /evil HTTP/1.1\r\n" + fields + "\r\n", 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
      })
  void transferCoding_inDoubt_isRejected(String fields) throws Exception {
    assertRejected("POST /evil HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n", 400);
  }

  @Test
  void transferCoding_ofHttp10_isRejected() throws Exception {
    assertRejected("POST /evil HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
  }

  @Test
  void version_ofAnotherMajor_isNotSupported() throws Exception {
    assertRejected("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
  }

  @Test
  void target_tooLong_isRejectedBeforeItsEnd() throws Exception {
    assertRejected("GET /" + "a".repeat(Limits.LINE_BYTES), 414);
  }

  @Test
  void target_longerThanTheLimit_isRejected() throws Exception {
    assertRejected("GET /" + "a".repeat(Limits.TARGET_BYTES) + " HTTP/1.1\r\n", 414);
  }

  @Test
  void fields_tooLong_areRejectedBeforeTheirEnd() throws Exception {
    assertRejected("GET / HTTP/1.1\r\nX: " + "a".repeat(Limits.FIELDS_BYTES), 431);
  }

  @Test
  void fields_tooMany_areRejected() throws Exception {
    String fields = "X: y\r\n".repeat(Limits.FIELDS + 1);

    assertRejected("GET / HTTP/1.1\r\n" + fields, 431);
  }

  @Test
  void content_ofAGetAboveTheLimit_isRejected() throws Exception {
    assertRejected("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n", 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a HTTP/1.2\r\nHost: [::1]:8080\r\n\r\n",
        "GET /a HTTP/1.1\r\nhost:\t a_b.example:80 \t\r\nX:\r\n\r\n",
        "GET http://[::1]/a HTTP/1.1\r\nHost: other\r\n\r\n",
        "GET https://a:443/a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nX: \u00e9\t!\r\n\r\n",
      })
  void request_withinTheGrammar_isAnswered(String request) throws Exception {
    assertThat(RawClient.exchange(gateway.uri(), request).text()).isEqualTo("at /a");
  }

  @Test
  void request_byteByByte_isAnswered() throws Exception {
    try (RawClient client = RawClient.connect(gateway.uri())) {
      for (char c : "GET /a HTTP/1.1\r\nHost: a\r\n\r\n".toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.receive().text()).isEqualTo("at /a");
    }
  }
}
