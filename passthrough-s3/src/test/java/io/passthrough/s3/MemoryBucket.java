package io.passthrough.s3;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.core.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers with what lies in memory, under the prefix {@code shop} of the bucket {@code web}. Of
 * what is put it keeps the name only.
 */
record MemoryBucket(MemoryStore store) implements CannedServer.Answer {

  private static final String BUCKET = "/web";
  private static final String PREFIX = "shop/";

  @Override
  public void to(HttpExchange exchange) throws IOException, InterruptedException {
    URI uri = exchange.getRequestURI();
    if (uri.getPath().equals(BUCKET)) {
      list(exchange, query(uri));
      return;
    }
    AssetKey key = AssetKey.of(uri.getPath().substring((BUCKET + "/" + PREFIX).length()));
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, key);
      case "DELETE" -> delete(exchange, key);
      default -> get(exchange, key);
    }
  }

  private void put(HttpExchange exchange, AssetKey key) throws IOException, InterruptedException {
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    Content name = Content.of(key.value().getBytes(StandardCharsets.UTF_8));
    try {
      store.put(
          key,
          name,
          AssetHeaders.of("text/plain"),
          conditional ? PutCondition.IF_ABSENT : PutCondition.ALWAYS);
      CannedServer.stored().to(exchange);
    } catch (AssetStoreException e) {
      CannedServer.error(412, "PreconditionFailed").to(exchange);
    }
  }

  private void delete(HttpExchange exchange, AssetKey key)
      throws IOException, InterruptedException {
    store.delete(List.of(key));
    CannedServer.stored().to(exchange);
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private void list(HttpExchange exchange, Map<String, String> query)
      throws IOException, InterruptedException {
    String prefix = query.get("prefix").substring(PREFIX.length());
    Optional<Cursor> after =
        Optional.ofNullable(query.get("start-after"))
            .map(name -> Cursor.after(AssetKey.of(name.substring(PREFIX.length()))));
    Page page = store.list(prefix, after, Integer.parseInt(query.get("max-keys")));
    CannedServer.xml(
            "<ListBucketResult><IsTruncated>"
                + page.next().isPresent()
                + "</IsTruncated>"
                + page.entries().stream().map(MemoryBucket::xml).collect(Collectors.joining())
                + "</ListBucketResult>")
        .to(exchange);
  }

  private static String xml(Entry entry) {
    return "<Contents><Key>%s%s</Key><Size>%d</Size><ETag>%s</ETag><LastModified>%s</LastModified></Contents>"
        .formatted(
            PREFIX, entry.key(), entry.size(), entry.version().token(), entry.lastModified());
  }

  private void get(HttpExchange exchange, AssetKey key) throws IOException, InterruptedException {
    try (AssetReader reader = store.read(key, ByteRange.ALL)) {
      AssetInfo info = reader.info();
      exchange.getResponseHeaders().add("ETag", info.version().token());
      exchange
          .getResponseHeaders()
          .add(
              "Last-Modified",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  info.lastModified().atOffset(ZoneOffset.UTC)));
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().add("Content-Length", Long.toString(info.size()));
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.sendResponseHeaders(200, info.size());
        reader.body().transferTo(exchange.getResponseBody());
      }
    } catch (AssetStoreException e) {
      CannedServer.error(404, "NoSuchKey").to(exchange);
    }
  }
}
