package io.passthrough.gcs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/** A server that answers what it is told to, in turn, the last answer for good. */
final class CannedServer implements AutoCloseable {

  /** A body is kept up to here. */
  private static final int KEPT = 1 << 16;

  private static final String BODY = "body";

  static final long GENERATION = 1_795_906_987_069_773L;

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Answer> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What a client sent, of its body the beginning, and the checksum of the whole. */
  record Request(String method, URI uri, Headers headers, byte[] body, long checksum) {

    /** Returns such as {@code GET /storage/v1/b/web/o}. */
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
    exchange.setAttribute(BODY, body);
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

  /** What a client sent, for an answer that depends on it. */
  static byte[] body(HttpExchange exchange) {
    return (byte[]) exchange.getAttribute(BODY);
  }

  private synchronized Answer next() {
    return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }

  /** An error as the service tells it. */
  static Answer error(int status, String reason) {
    return error(status, reason, "m");
  }

  static Answer error(int status, String reason, String message) {
    return json(
        status,
        "{\"error\":{\"code\":%d,\"message\":\"%s\",\"errors\":[{\"reason\":\"%s\",\"message\":\"%s\"}]}}"
            .formatted(status, message, reason, message));
  }

  static Answer json(String body) {
    return json(200, body);
  }

  private static Answer json(int status, String body) {
    return text(status, "application/json", body);
  }

  static Answer text(int status, String type, String body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", type);
      send(exchange, status, body);
    };
  }

  /** What is told of an object of some bytes, and of every one that is put. */
  static Answer described(String body) {
    return json(description("js/app.js", GENERATION, body.length()));
  }

  static String description(String name, long generation, long size) {
    return ("{\"kind\":\"storage#object\",\"bucket\":\"web\",\"name\":\"shop/%s\","
            + "\"generation\":\"%d\",\"size\":\"%d\",\"contentType\":\"text/css\","
            + "\"timeCreated\":\"2026-07-01T10:00:00.000Z\"}")
        .formatted(name, generation, size);
  }

  /** A resumable upload is begun, at this server. */
  static Answer begun() {
    return exchange -> {
      String host = exchange.getRequestHeaders().getFirst("Host");
      exchange
          .getResponseHeaders()
          .add("Location", "http://" + host + "/upload/storage/v1/b/web/o?upload_id=u1");
      exchange.sendResponseHeaders(200, -1);
    };
  }

  /** So many bytes of a resumable upload have come. */
  static Answer has(long bytes) {
    return exchange -> {
      exchange.getResponseHeaders().add("Range", "bytes=0-" + (bytes - 1));
      exchange.sendResponseHeaders(308, -1);
    };
  }

  /** Bytes of an object. */
  static Answer bytes(String body) {
    return exchange -> {
      boolean part = exchange.getRequestHeaders().containsKey("Range");
      text(part ? 206 : 200, "text/css", body).to(exchange);
    };
  }

  /** Bytes of an object that is too large to keep. */
  static Answer bytes(Generated content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length());
      content.open(0).transferTo(exchange.getResponseBody());
    };
  }

  /** An object: what is told of it, and its bytes. */
  static Answer object(String body) {
    Answer described = described(body);
    return exchange -> (isMedia(exchange) ? bytes(body) : described).to(exchange);
  }

  static boolean isMedia(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestURI().getQuery()).contains("alt=media");
  }

  /** An answer with one more header. */
  static Answer with(String header, String value, Answer answer) {
    return exchange -> {
      exchange.getResponseHeaders().add(header, value);
      answer.to(exchange);
    };
  }

  /** The connection ends without an answer. */
  static Answer nothing() {
    return HttpExchange::close;
  }

  /** The head of a larger object than what comes. */
  static Answer cutOff(String body, long promised) {
    return exchange -> {
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

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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
    return new GcsProvider().open(new StoreConfig(options(options), "shop", access));
  }

  AssetStore openWithoutPrefix() {
    return new GcsProvider().open(new StoreConfig(options(), "", Access.READ));
  }

  private Map<String, String> options(String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("bucket", "web");
    all.put("endpoint", endpoint().toString());
    all.put("anonymous", "true");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return all;
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
