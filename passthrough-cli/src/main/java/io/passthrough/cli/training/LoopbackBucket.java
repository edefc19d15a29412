package io.passthrough.cli.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bucket in memory behind a loopback port, which speaks as much of the S3 protocol as a small
 * publish needs: conditional puts, reads of whole objects, deletes, and listings of one page.
 */
public final class LoopbackBucket implements AutoCloseable {

  /** The bucket's name. */
  public static final String NAME = "training";

  private static final String FOLDER = "/" + NAME + "/";
  private static final String PREFIX = "prefix=";

  private final Map<String, BucketObject> objects = new ConcurrentSkipListMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private LoopbackBucket(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens an empty bucket.
   *
   * @return the bucket, which the caller closes
   * @throws IOException when there is no port
   */
  public static LoopbackBucket open() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    LoopbackBucket bucket = new LoopbackBucket(HttpServer.create(any, 0));
    bucket.server.setExecutor(bucket.threads);
    bucket.server.createContext("/", bucket::answer);
    bucket.server.start();
    return bucket;
  }

  /**
   * Returns the address of the server.
   *
   * @return such as {@code http://127.0.0.1:8080}
   */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String key = path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : "";
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, key, body);
        case "DELETE" -> delete(exchange, key);
        default -> get(exchange, key);
      }
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    BucketObject object = BucketObject.of(body, exchange.getRequestHeaders());
    if (!exchange.getRequestHeaders().containsKey("If-None-Match")) {
      objects.put(key, object);
    } else if (objects.putIfAbsent(key, object) != null) {
      send(exchange, 412, error("PreconditionFailed"));
      return;
    }
    exchange.getResponseHeaders().set("ETag", object.etag());
    exchange.sendResponseHeaders(200, -1);
  }

  private void delete(HttpExchange exchange, String key) throws IOException {
    objects.remove(key);
    exchange.sendResponseHeaders(204, -1);
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    if (key.isEmpty()) {
      send(exchange, 200, listing(prefix(exchange.getRequestURI().getRawQuery())));
      return;
    }
    BucketObject object = objects.get(key);
    if (object == null) {
      send(exchange, 404, error("NoSuchKey"));
      return;
    }
    object.describe(exchange.getResponseHeaders());
    send(exchange, 200, object.bytes());
  }

  private static String prefix(String query) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith(PREFIX)) {
        return URLDecoder.decode(parameter.substring(PREFIX.length()), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private byte[] listing(String prefix) {
    StringBuilder xml =
        new StringBuilder(
            "<ListBucketResult><IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>");
    objects.forEach(
        (key, object) -> {
          if (key.startsWith(prefix)) {
            xml.append("<Contents><Key>").append(URLEncoder.encode(key, StandardCharsets.UTF_8));
            xml.append("</Key><LastModified>").append(object.at()).append("</LastModified><ETag>");
            xml.append(object.etag()).append("</ETag><Size>").append(object.bytes().length);
            xml.append("</Size></Contents>");
          }
        });
    return bytes(xml.append("</ListBucketResult>").toString());
  }

  private static byte[] error(String code) {
    return bytes("<Error><Code>" + code + "</Code></Error>");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The answer to HEAD has the length and no body. */
  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
