package io.passthrough.tck;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stores in memory behind HTTP: an object is a path below its namespace. */
final class HttpMemory implements AutoCloseable {

  static final String META = "X-Meta-";
  static final String CHECK = "X-Version-Check";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(HttpMemory::daemon);
  private final Function<String, AssetStore> stores;

  private HttpMemory(HttpServer server, Function<String, AssetStore> stores) {
    this.server = server;
    this.stores = stores;
  }

  static HttpMemory over(Function<String, AssetStore> stores) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HttpMemory memory = new HttpMemory(server, stores);
      server.createContext("/", memory::answer);
      server.setExecutor(memory.threads);
      server.start();
      return memory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http-memory");
    thread.setDaemon(true);
    return thread;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      answerOrRefuse(exchange);
    }
  }

  private void answerOrRefuse(HttpExchange exchange) throws IOException {
    try {
      String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/", 2);
      AssetStore store = stores.apply(path[0]);
      if (path.length == 1) {
        answerAll(exchange, store);
      } else {
        answerOne(exchange, store, AssetKey.of(decoded(path[1])));
      }
    } catch (AssetStoreException e) {
      exchange.sendResponseHeaders(status(e), -1);
    }
  }

  private static int status(AssetStoreException e) {
    return switch (e.kind()) {
      case NOT_FOUND -> 404;
      case CONDITION_FAILED -> 412;
      case INVALID -> e.operation().equals("read") ? 416 : 400;
      default -> 500;
    };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answerOne(HttpExchange exchange, AssetStore store, AssetKey key)
      throws IOException {
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, store, key);
      case "HEAD" -> head(exchange, store, key);
      default -> get(exchange, store, key);
    }
  }

  private static void put(HttpExchange exchange, AssetStore store, AssetKey key)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String claimed = exchange.getRequestHeaders().getFirst("Content-Length");
    if (body.length != Long.parseLong(claimed)) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    PutCondition condition = conditional ? PutCondition.IF_ABSENT : PutCondition.ALWAYS;
    String version =
        store.put(key, Content.of(body), headers(exchange.getRequestHeaders()), condition).token();
    exchange.getResponseHeaders().set("X-Version", version);
    exchange.getResponseHeaders().set(CHECK, check(version));
    exchange.sendResponseHeaders(200, -1);
  }

  private static void head(HttpExchange exchange, AssetStore store, AssetKey key)
      throws IOException {
    Optional<AssetInfo> info = store.stat(key);
    info.ifPresent(it -> describe(it, exchange.getResponseHeaders()));
    exchange.sendResponseHeaders(info.isPresent() ? 200 : 404, -1);
  }

  private static void get(HttpExchange exchange, AssetStore store, AssetKey key)
      throws IOException {
    try (AssetReader reader = store.read(key, range(exchange.getRequestHeaders()))) {
      byte[] bytes = reader.body().readAllBytes();
      describe(reader.info(), exchange.getResponseHeaders());
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static ByteRange range(Headers headers) {
    String range = headers.getFirst("X-Range");
    if (range == null) {
      return ByteRange.ALL;
    }
    String[] parts = range.split("-", 2);
    long offset = Long.parseLong(parts[0]);
    return parts[1].isEmpty()
        ? ByteRange.from(offset)
        : ByteRange.of(offset, Long.parseLong(parts[1]));
  }

  /** Tells a version from its beginning. */
  static String check(String version) {
    return Integer.toHexString(version.hashCode()) + ".";
  }

  static void describe(AssetInfo info, Headers headers) {
    headers.set("X-Size", String.valueOf(info.size()));
    headers.set("X-Version", info.version().token());
    headers.set("X-Modified", info.lastModified().toString());
    describe(info.headers()).forEach(headers::set);
  }

  static Map<String, String> describe(AssetHeaders headers) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("X-Type", headers.contentType());
    headers.cacheControl().ifPresent(value -> fields.put("X-Cache", value));
    headers.contentEncoding().ifPresent(value -> fields.put("X-Coding", value));
    headers.metadata().forEach((name, value) -> fields.put(META + name, value));
    return fields;
  }

  private static AssetHeaders headers(Headers fields) {
    Map<String, String> all = new HashMap<>();
    fields.forEach((name, values) -> all.put(name, values.get(0)));
    return headersOf(all);
  }

  static AssetHeaders headersOf(Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(fields);
    Map<String, String> metadata = new HashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith("x-meta-")) {
            metadata.put(name.substring(META.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    return new AssetHeaders(
        all.get("X-Type"),
        Optional.ofNullable(all.get("X-Cache")),
        Optional.ofNullable(all.get("X-Coding")),
        metadata);
  }

  private static void answerAll(HttpExchange exchange, AssetStore store) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      store.delete(body.lines().map(AssetKey::of).toList());
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    List<String> query =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&", -1))
            .map(part -> decoded(part.substring(part.indexOf('=') + 1)))
            .toList();
    Optional<Cursor> after = Optional.of(query.get(1)).filter(it -> !it.isEmpty()).map(Cursor::new);
    Page page = store.list(query.get(0), after, Integer.parseInt(query.get(2)));
    byte[] bytes = text(page).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String text(Page page) {
    return page.next().map(Cursor::token).orElse("")
        + page.entries().stream()
            .map(
                entry ->
                    "\n%s\t%d\t%s\t%s"
                        .formatted(
                            entry.key().value(),
                            entry.size(),
                            entry.lastModified(),
                            entry.version().token()))
            .collect(Collectors.joining());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
