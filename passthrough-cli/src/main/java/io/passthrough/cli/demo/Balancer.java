package io.passthrough.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small HTTP proxy in front of the hosts: each request goes to the next one. Thread-safe. */
final class Balancer implements AutoCloseable {

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "expect",
          "http2-settings",
          "keep-alive",
          "date");
  private static final int BAD_GATEWAY = 502;

  private final HttpServer server;
  private final HttpClient client;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final AtomicInteger next = new AtomicInteger();
  private volatile List<URI> hosts;

  private Balancer(HttpServer server, HttpClient client, List<URI> hosts) {
    this.server = server;
    this.client = client;
    this.hosts = List.copyOf(hosts);
  }

  static Balancer start(HttpClient client, List<URI> hosts) {
    // The server writes head and body apart; without this each response waits for the other side.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Balancer balancer = new Balancer(HttpServer.create(any, 0), client, hosts);
      balancer.server.setExecutor(balancer.workers);
      balancer.server.createContext("/", balancer::forward);
      balancer.server.start();
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on requests go to these hosts. */
  void use(List<URI> others) {
    hosts = List.copyOf(others);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> response = client.send(request(exchange), BodyHandlers.ofByteArray());
      response.headers().map().forEach((name, values) -> copy(exchange, name, values));
      answer(exchange, response);
    } catch (IOException e) {
      exchange.sendResponseHeaders(BAD_GATEWAY, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) {
    List<URI> now = hosts;
    URI host = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.noBody());
    exchange.getRequestHeaders().forEach((name, values) -> copy(request, name, values));
    return request.build();
  }

  private static void copy(HttpRequest.Builder request, String name, List<String> values) {
    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      values.forEach(value -> request.header(name, value));
    }
  }

  private static void copy(HttpExchange exchange, String name, List<String> values) {
    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      exchange.getResponseHeaders().put(name, values);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
