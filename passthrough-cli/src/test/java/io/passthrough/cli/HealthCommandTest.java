package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a listener that tells the state of a host. */
final class HealthCommandTest {

  @TempDir private Path folder;

  private HttpServer admin;

  @BeforeEach
  void listen() throws Exception {
    admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.start();
  }

  @AfterEach
  void stop() {
    admin.stop(0);
  }

  @Test
  void health_readyHost_endsWellAndSaysSo() throws Exception {
    answer(200, "ready\n");

    CliRun run = health("0.0.0.0", admin.getAddress().getPort());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("{\"ready\":true,\"state\":\"ready\"}\n");
  }

  @Test
  void health_drainingHost_endsWithOne() throws Exception {
    answer(503, "draining\n");

    CliRun run = health("127.0.0.1", admin.getAddress().getPort());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("{\"ready\":false,\"state\":\"draining\"}\n");
  }

  @Test
  void health_nobodyListens_isAFailureThatNamesTheUrl() throws Exception {
    int port = admin.getAddress().getPort();
    admin.stop(0);

    CliRun run = health("127.0.0.1", port);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("No gateway tells its health at 'http://127.0.0.1:" + port);
  }

  @Test
  void health_withoutAFixedPort_isAFault() throws Exception {
    CliRun run = health("127.0.0.1", 0);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("gateway: {admin: {port: 8081}}");
  }

  private void answer(int status, String text) {
    admin.createContext(
        "/readyz",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private CliRun health(String address, int port) throws Exception {
    return new Site(folder)
        .config("gateway: {admin: {address: '%s', port: %d}}%n".formatted(address, port))
        .run("health", "--json");
  }
}
