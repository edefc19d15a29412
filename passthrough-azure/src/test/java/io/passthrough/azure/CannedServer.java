package io.passthrough.azure;

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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import javax.net.ssl.SSLContext;

/** A server that answers what it is told to, in turn, the last answer for good. */
final class CannedServer implements AutoCloseable {

  private static final String VERSION = "\"0x8DE1B2C3D4E5F60\"";

  /** A body is kept up to here. */
  private static final int KEPT = 1 << 18;

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Answer> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request in a batch: its number, and its blob's name below the container. */
  private static final Pattern PART =
      Pattern.compile("Content-ID: (\\d+)\\s.*?DELETE /[^/]+/(\\S+) HTTP", Pattern.DOTALL);

  /** What a client sent, of its body the beginning, and the checksum of the whole. */
  record Request(String method, URI uri, Headers headers, byte[] body, long checksum) {

    /** Returns such as {@code PUT /account/web/shop%2Fa.js}. */
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
    exchange.setAttribute("body", new String(body, StandardCharsets.UTF_8));
    try (exchange) {
      next().to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next() {
    return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }

  /** An error as the service tells it: the code stands in a header too. */
  static Answer error(int status, String code) {
    return exchange -> {
      exchange.getResponseHeaders().add("x-ms-error-code", code);
      exchange.getResponseHeaders().add("Content-Type", "application/xml");
      send(exchange, status, "<Error><Code>" + code + "</Code><Message>m</Message></Error>");
    };
  }

  /** An error that is not the service's, such as a firewall's. */
  static Answer html(int status) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/html");
      send(exchange, status, "<html><body>Blocked: case 4711</body></html>");
    };
  }

  /** An answer with a further header. */
  static Answer with(String name, String value, Answer answer) {
    return exchange -> {
      exchange.getResponseHeaders().set(name, value);
      answer.to(exchange);
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

  /** An answer with a body of JSON, such as a token. */
  static Answer json(String body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
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
      exchange.sendResponseHeaders(201, -1);
    };
  }

  /** What a batch gets: a status for each request in it, by the name of its blob. */
  static Answer batch(Function<String, String> statuses) {
    return exchange -> {
      String boundary = "batchresponse_1";
      StringBuilder body = new StringBuilder();
      Matcher part = PART.matcher(String.valueOf(exchange.getAttribute("body")));
      while (part.find()) {
        String status = statuses.apply(part.group(2));
        body.append("--" + boundary + "\r\nContent-Type: application/http\r\n");
        body.append("Content-ID: " + part.group(1) + "\r\n\r\nHTTP/1.1 " + status + "\r\n\r\n");
        body.append(status.startsWith("202") ? "" : "<Error></Error>\r\n");
      }
      body.append("--" + boundary + "--");
      exchange.getResponseHeaders().add("Content-Type", "multipart/mixed; boundary=" + boundary);
      send(exchange, 202, body.toString());
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

  /** The head of a larger object than what comes until the server ends. */
  Answer stalled(String body, long promised) {
    return exchange -> {
      cutOff(body, promised).to(exchange);
      closing.await();
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

  /** Opens a store of the container {@code web} and the prefix {@code shop}. */
  AssetStore open(String... options) {
    return new AzureProvider().open(config(options));
  }

  /** Opens the same with a bound for what goes in one request. */
  AssetStore openWithSinglePut(long bytes) {
    StoreConfig config = config();
    AzureOptions options = AzureOptions.of(config, Map.of()).withSinglePut(bytes);
    return AzureOpening.open(config, options, Map.of());
  }

  private StoreConfig config(String... options) {
    Map<String, String> all = new HashMap<>();
    all.put("container", "web");
    all.put("endpoint", endpoint() + "/account");
    all.put("anonymous", "true");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new StoreConfig(all, "shop", Access.WRITE);
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
