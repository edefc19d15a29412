package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks S3, holds nothing, and takes every put whatever its condition. */
final class OtherServersTest {

  @TempDir private Path folder;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    site =
        new Site(folder)
            .build("dist", "app()")
            .config(
                """
                gateway:
                  root: dist
                  assets:
                    base: /assets/
                    s3: {bucket: web, region: us-east-1, endpoint: "%s", anonymous: true}
                """
                    .formatted(endpoint));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void serve_onlyReads() throws Exception {
    Process process = serve();
    try (BufferedReader out = process.inputReader()) {
      String url = out.readLine().replace("Listening on ", "");

      assertThat(get(url + "/assets/gone-77aa88bb.js").statusCode()).isEqualTo(404);

      assertThat(requests)
          .contains("GET /web/gone-77aa88bb.js")
          .allMatch(request -> request.startsWith("GET ") || request.startsWith("HEAD "));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void publish_isRefusedAtItsStart() throws Exception {
    CliRun run = site.run("publish", "--json");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.json().at("/error/message").asText())
        .contains("it cannot create only what is absent");
    assertThat(requests)
        .filteredOn(request -> request.startsWith("PUT "))
        .allMatch(request -> request.startsWith("PUT /web/.passthrough/probes/"));
  }

  private Process serve() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port",
            "0")
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String method = exchange.getRequestMethod();
      requests.add(method + " " + uri.getPath());
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("ETag", "\"e\"");
      switch (method) {
        case "PUT", "DELETE" -> exchange.sendResponseHeaders(200, -1);
        default -> exchange.sendResponseHeaders(uri.getPath().equals("/web") ? 200 : 404, -1);
      }
    }
  }
}
