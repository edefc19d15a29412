package io.passthrough.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.StoreConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import javax.net.ssl.SSLContext;

/** A server that answers what it is told to, in turn, the last answer for good. */
final class CannedServer implements AutoCloseable {

  private static final String VERSION = "\"9e107d9d372bb6826bd81d3542a419d6\"";

  /** A body is kept up to here. */
  private static final int KEPT = 1 << 16;

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Answer> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What a client sent, of its body the beginning, and the checksum of the whole. */
  record Request(String method, URI uri, Headers headers, byte[] body, long checksum) {

    /** Returns such as {@code PUT /web/shop/a.js}. */
    String line() {
      return method + " " + uri;
    }
  }

  /** What it gets. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private CannedServer(HttpServer server, List<Answer> answers) {
    this.server = server;
    this.answers = new ArrayDeque<>(answers);
  }

  static CannedServer of(Answer... answers) {
    try {
      return new CannedServer(HttpServer.create(ANY, 0), List.of(answers)).started();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers over TLS. */
  static CannedServer withTls(SSLContext context, Answer... answers) throws IOException {
    HttpsServer server = HttpsServer.create(ANY, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new CannedServer(server, List.of(answers)).started();
  }

  private CannedServer started() {
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    CheckedInputStream in = new CheckedInputStream(exchange.getRequestBody(), new CRC32());
    byte[] body = in.readNBytes(KEPT);
    in.transferTo(OutputStream.nullOutputStream());
    Headers headers = new Headers();
    headers.putAll(exchange.getRequestHeaders());
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            headers,
            body,
            in.getChecksum().getValue()));
    try (exchange) {
      next().to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next() {
    return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }

  /** An error as S3 tells it; an answer to HEAD has the status only. */
  static Answer error(int status, String code) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      send(exchange, status, "<Error><Code>" + code + "</Code><Message>m</Message></Error>");
    };
  }

  /** An object. */
  static Answer object(String body) {
    return exchange -> {
      describe(exchange);
      send(exchange, 200, body);
    };
  }

  /** An object's head with these headers beside those that every object has. */
  static Answer head(String name, String value) {
    return exchange -> {
      describe(exchange);
      exchange.getResponseHeaders().set(name, value);
      send(exchange, 200, "");
    };
  }

  /** An empty object that lacks a header. */
  static Answer without(String name) {
    return exchange -> {
      describe(exchange);
      exchange.getResponseHeaders().remove(name);
      send(exchange, 200, "");
    };
  }

  /** An answer with a body of XML, such as a listing. */
  static Answer xml(String body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      send(exchange, 200, body);
    };
  }

  /** An object too large to keep. */
  static Answer object(Generated content) {
    return exchange -> {
      describe(exchange);
      exchange.sendResponseHeaders(200, content.length());
      content.open(0).transferTo(exchange.getResponseBody());
    };
  }

  /** What a put gets. */
  static Answer stored() {
    return exchange -> {
      describe(exchange);
      exchange.sendResponseHeaders(200, -1);
    };
  }

  /** The connection ends without an answer. */
  static Answer nothing() {
    return HttpExchange::close;
  }

  /** The head of a larger object than what comes. */
  static Answer cutOff(String body, long promised) {
    return exchange -> {
      describe(exchange);
      exchange.sendResponseHeaders(200, promised);
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    };
  }

  /** No answer until the server ends. */
  Answer silence() {
    return exchange -> closing.await();
  }

  void then(Answer answer) {
    synchronized (this) {
      answers.add(answer);
    }
  }

  private static void describe(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.add("ETag", VERSION);
    headers.add("Last-Modified", "Wed, 01 Jul 2026 10:00:00 GMT");
    headers.add("Content-Type", "text/css");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  URI endpoint() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return Collections.unmodifiableList(requests);
  }

  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  Request last() {
    return requests.get(requests.size() - 1);
  }

  /** Opens a store of the bucket {@code web} and the prefix {@code shop}, which asks nothing. */
  AssetStore open(String... options) {
    return open(Access.READ, options);
  }

  AssetStore open(Access access, String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("bucket", "web");
    all.put("region", "us-east-1");
    all.put("endpoint", endpoint().toString());
    all.put("anonymous", "true");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new S3Provider().open(new StoreConfig(all, "shop", access));
  }

  /** Connections are refused from now on. */
  void refuse() {
    server.stop(0);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
