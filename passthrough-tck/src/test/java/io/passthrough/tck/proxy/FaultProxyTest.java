package io.passthrough.tck.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {

  private final AtomicInteger acted = new AtomicInteger();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] sent = exchange.getRequestBody().readAllBytes();
          acted.incrementAndGet();
          boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
          exchange.sendResponseHeaders(200, chunked ? 0 : 6 + sent.length);
          exchange.getResponseBody().write("hello ".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().write(sent);
          exchange.close();
        });
    server.start();
    proxy = FaultProxy.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  private HttpURLConnection connection(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) proxy.endpoint().resolve(path).toURL().openConnection();
    connection.setReadTimeout(500);
    return connection;
  }

  private String get(String path) throws IOException {
    return new String(connection(path).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String put(String body, boolean chunked) throws IOException {
    HttpURLConnection connection = connection("/");
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (chunked) {
      connection.setChunkedStreamingMode(3);
    } else {
      connection.setFixedLengthStreamingMode(bytes.length);
    }
    connection.getOutputStream().write(bytes);
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void requests_noFault_passBothWaysAndAreCounted() throws IOException {
    assertThat(get("/")).isEqualTo("hello ");
    assertThat(get("/chunked")).isEqualTo("hello ");
    assertThat(put("world", false)).isEqualTo("hello world");
    assertThat(put("in chunks", true)).isEqualTo("hello in chunks");

    assertThat(proxy.requests()).isEqualTo(4);
    assertThat(proxy.bytes()).isBetween(40L, 2_000L);
  }

  @Test
  void request_lostAnswer_actsAndBreaksOff() {
    proxy.onceOnWrite(new Fault.LostAnswer());

    assertThatThrownBy(() -> put("world", false)).isInstanceOf(IOException.class);
    assertThat(acted).hasValue(1);
  }

  @Test
  void request_faultOnWrite_sparesReads() throws IOException {
    proxy.onceOnWrite(new Fault.Status(503));

    assertThat(get("/")).isEqualTo("hello ");
    assertThatThrownBy(() -> put("world", false)).hasMessageContaining("503");
    assertThat(put("again", false)).isEqualTo("hello again");
    assertThat(acted).hasValue(2);
  }

  @Test
  void body_cut_breaksOff() throws IOException {
    proxy.once(new Fault.CutBody(2));
    HttpURLConnection connection = connection("/");

    assertThat(connection.getContentLength()).isEqualTo(6);
    assertThat(connection.getInputStream().readNBytes(2)).asString().isEqualTo("he");
  }

  @Test
  void request_silence_actsAndNeverAnswers() {
    proxy.once(new Fault.Silence());

    assertThatThrownBy(() -> put("world", false)).isInstanceOf(SocketTimeoutException.class);
    assertThat(acted).hasValue(1);
  }

  @Test
  void answer_late_arrives() throws IOException {
    proxy.once(new Fault.Late(Duration.ofMillis(50)));

    assertThat(get("/")).isEqualTo("hello ");
  }

  @Test
  void body_stalled_neverEnds() throws IOException {
    proxy.once(new Fault.StalledBody(2));
    HttpURLConnection connection = connection("/");

    assertThat(connection.getInputStream().readNBytes(2)).asString().isEqualTo("he");
    assertThatThrownBy(() -> connection.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 503})
  void request_status_isAnsweredOnce(int status) throws IOException {
    proxy.once(new Fault.Status(status));

    assertThat(connection("/").getResponseCode()).isEqualTo(status);
    assertThat(connection("/").getResponseCode()).isEqualTo(200);
    assertThat(acted).hasValue(1);
  }

  @Test
  void endpoint_refusing_keepsItsPort() throws IOException {
    HttpURLConnection connection = connection("/");
    assertThat(get("/")).isEqualTo("hello ");
    proxy.refuse();

    assertThatThrownBy(connection::getResponseCode).isInstanceOf(ConnectException.class);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    assertThatThrownBy(() -> new ServerSocket(proxy.endpoint().getPort(), 1, loopback))
        .isInstanceOf(BindException.class);
  }
}
