import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A little of Amazon S3, in memory, each call with a latency. */
final class FakeS3 {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final DateTimeFormatter HTTP = DateTimeFormatter.RFC_1123_DATE_TIME;

  final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger lists = new AtomicInteger();
  volatile int latency;
  private final String bucket;
  private HttpServer server;

  FakeS3(String bucket) {
    this.bucket = bucket;
  }

  record Stored(byte[] body, String etag, Instant at, Map<String, String> headers) {}

  void start() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void reset() {
    calls.set(0);
    lists.set(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      boolean isList = query.containsKey("list-type");
      (isList ? lists : calls).incrementAndGet();
      TimeUnit.MILLISECONDS.sleep(latency);
      String path = exchange.getRequestURI().getPath().substring(1);
      String key = path.substring(Math.min(path.length(), bucket.length() + 1));
      if (isList) {
        send(exchange, 200, list(query).getBytes(UTF_8));
      } else if (exchange.getRequestMethod().equals("PUT")) {
        put(exchange, key, body);
      } else if (query.containsKey("delete")) {
        delete(exchange, new String(body, UTF_8));
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        objects.remove(key);
        exchange.sendResponseHeaders(204, -1);
      } else {
        get(exchange, key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text == null ? new String[0] : text.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], UTF_8) : "");
    }
    return query;
  }

  /** Deletes a batch (DeleteObjects), quietly or not. */
  private void delete(HttpExchange exchange, String body) throws IOException {
    StringBuilder xml = new StringBuilder("<DeleteResult>");
    for (Matcher key = KEY.matcher(body); key.find(); ) {
      objects.remove(key.group(1).replace("&amp;", "&").replace("&lt;", "<"));
      xml.append("<Deleted><Key>").append(key.group(1)).append("</Key></Deleted>");
    }
    send(exchange, 200, xml.append("</DeleteResult>").toString().getBytes(UTF_8));
  }

  /** Takes what another store holds. */
  void copy(AssetStore store, String prefix) throws IOException {
    for (Entry entry : StoreOperations.list(store, "")) {
      try (AssetReader reader = store.read(entry.key(), ByteRange.ALL)) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-type", reader.info().headers().contentType());
        reader.info().headers().cacheControl().ifPresent(it -> headers.put("Cache-control", it));
        reader
            .info()
            .headers()
            .metadata()
            .forEach((name, value) -> headers.put("X-amz-meta-" + name, value));
        byte[] body = reader.body().readAllBytes();
        String version = entry.version().token();
        objects.put(
            prefix + entry.key(), new Stored(body, version, entry.lastModified(), headers));
      }
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    Headers request = exchange.getRequestHeaders();
    Map<String, String> headers = new ConcurrentHashMap<>();
    request.forEach(
        (name, values) -> {
          if (name.toLowerCase().startsWith("x-amz-meta-")
              || List.of("Content-type", "Cache-control").contains(name)) {
            headers.put(name, values.get(0));
          }
        });
    String etag = "\"" + Sha256.of(body).hex().substring(0, 32) + "\"";
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Stored stored = new Stored(body, etag, now, headers);
    boolean ifAbsent = request.containsKey("If-None-Match");
    if (ifAbsent && objects.putIfAbsent(key, stored) != null) {
      error(exchange, 412, "PreconditionFailed");
    } else {
      objects.put(key, stored);
      exchange.getResponseHeaders().set("ETag", etag);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    Stored stored = objects.get(key);
    if (stored == null) {
      error(exchange, 404, key.isEmpty() ? "NoSuchConfiguration" : "NoSuchKey");
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    stored.headers().forEach(headers::set);
    headers.set("ETag", stored.etag());
    headers.set("Last-Modified", HTTP.format(stored.at().atOffset(ZoneOffset.UTC)));
    send(exchange, 200, stored.body());
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    send(exchange, status, ("<Error><Code>" + code + "</Code></Error>").getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    int limit = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    String from = Comparator.<String>naturalOrder().compare(after, prefix) < 0 ? prefix : after;
    List<Map.Entry<String, Stored>> page =
        objects.tailMap(from, !from.equals(after)).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(prefix))
            .limit(limit + 1L)
            .collect(Collectors.toCollection(ArrayList::new));
    boolean isCut = page.size() > limit;
    StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    xml.append("<IsTruncated>").append(isCut).append("</IsTruncated>");
    if (isCut) {
      page.remove(limit);
      String last = page.get(limit - 1).getKey();
      xml.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
    }
    for (Map.Entry<String, Stored> entry : page) {
      Stored stored = entry.getValue();
      xml.append("<Contents><Key>").append(URLEncoder.encode(entry.getKey(), UTF_8));
      xml.append("</Key><LastModified>").append(stored.at()).append("</LastModified><ETag>");
      xml.append(stored.etag()).append("</ETag><Size>").append(stored.body().length);
      xml.append("</Size></Contents>");
    }
    return xml.append("</ListBucketResult>").toString();
  }
}
