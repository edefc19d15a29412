package io.passthrough.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.Cursor;
import io.passthrough.api.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests a server gets for many objects. */
class GcsCostTest {

  private static final int OBJECTS = 10_000;
  private static final int PAGE = 1_000;
  private static final Pattern START = Pattern.compile("startOffset=shop/o(\\d{5}) ");
  private static final Pattern PART =
      Pattern.compile("content-id: *(<?[^\\s>]+>?)", Pattern.CASE_INSENSITIVE);

  @Test
  void list_10000Objects_takes10Requests() {
    try (CannedServer server = CannedServer.of(GcsCostTest::page);
        AssetStore store = server.open()) {
      List<AssetKey> keys = new ArrayList<>();
      Optional<Cursor> next = Optional.empty();
      do {
        Page page = store.list("", next, PAGE);
        page.entries().forEach(entry -> keys.add(entry.key()));
        next = page.next();
      } while (next.isPresent());

      assertThat(keys).containsExactlyElementsOf(keys(OBJECTS));
      assertThat(server.requests()).hasSize(10);
    }
  }

  @Test
  void list_namesThatAreNoKeys_areReadOnWithTheServersToken() {
    String illegal = CannedServer.description("a//b", 1, 1);
    try (CannedServer server =
            CannedServer.of(
                CannedServer.json("{\"nextPageToken\":\"t\",\"items\":[" + illegal + "]}"),
                CannedServer.json("{\"items\":[" + CannedServer.description("a.js", 1, 1) + "]}"));
        AssetStore store = server.open()) {
      Page page = store.list("", Optional.empty(), 1);

      assertThat(page.entries()).extracting(entry -> entry.key().value()).containsExactly("a.js");
      assertThat(page.skipped()).isEqualTo(1);
      assertThat(server.last().uri().getQuery()).contains("pageToken=t");
    }
  }

  @Test
  void delete_2500Objects_takes25Requests() {
    try (CannedServer server = CannedServer.of(exchange -> batch(exchange, 204, "{}"));
        AssetStore store = server.open()) {
      assertThat(store.delete(keys(2_500))).isEmpty();

      assertThat(server.requests()).hasSize(25);
      assertThat(server.lines()).containsOnly("POST /batch/storage/v1");
    }
  }

  @Test
  void delete_byKey_namesNoGeneration() {
    try (CannedServer server = CannedServer.of(exchange -> batch(exchange, 204, "{}"));
        AssetStore store = server.open()) {
      store.delete(keys(1));

      assertThat(server.last().body())
          .asString()
          .contains("/storage/v1/b/web/o/shop%2Fo00000")
          .doesNotContain("eneration");
    }
  }

  @Test
  void delete_heldObject_isAFailureOfThatKeyAndNotRepeated() {
    String held =
        "{\"error\":{\"code\":403,\"message\":\"m\",\"errors\":[{\"reason\":\"retentionPolicyNotMet\"}]}}";
    try (CannedServer server = CannedServer.of(exchange -> batch(exchange, 403, held));
        AssetStore store = server.open()) {
      var failures = store.delete(keys(2));

      assertThat(failures).containsOnlyKeys(keys(2));
      assertThat(failures.get(keys(1).get(0)).kind()).isEqualTo(Kind.ACCESS_DENIED);
      assertThat(failures.get(keys(1).get(0)))
          .hasMessageContaining("a retention policy or a hold keeps the object");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void delete_busyServer_isAskedAgainForTheRest() {
    String busy =
        "{\"error\":{\"code\":429,\"message\":\"m\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}";
    try (CannedServer server =
            CannedServer.of(
                exchange -> batch(exchange, 429, busy), exchange -> batch(exchange, 204, "{}"));
        AssetStore store = server.open()) {
      assertThat(store.delete(keys(3))).isEmpty();
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static List<AssetKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(GcsCostTest::name).map(AssetKey::of).toList();
  }

  private static String name(int number) {
    return "o%05d".formatted(number);
  }

  /** The page that begins after the name in the request. */
  private static void page(HttpExchange exchange) throws IOException, InterruptedException {
    Matcher start = START.matcher(exchange.getRequestURI().getQuery());
    int first = start.find() ? Integer.parseInt(start.group(1)) + 1 : 0;
    String items =
        IntStream.range(first, first + PAGE)
            .mapToObj(number -> CannedServer.description(name(number), 1, 1))
            .collect(Collectors.joining(","));
    String more = first + PAGE < OBJECTS ? "\"nextPageToken\":\"t\"," : "";
    CannedServer.json("{" + more + "\"items\":[" + items + "]}").to(exchange);
  }

  /** The same answer for each part of a batch. */
  static void batch(HttpExchange exchange, int status, String json)
      throws IOException, InterruptedException {
    StringBuilder answers = new StringBuilder();
    String sent = new String(CannedServer.body(exchange), UTF_8);
    PART.matcher(sent)
        .results()
        .forEach(
            part ->
                answers.append(
                    "--b\r\nContent-Type: application/http\r\nContent-ID: response-%s\r\n\r\n"
                            .formatted(part.group(1))
                        + "HTTP/1.1 %d S\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n"
                            .formatted(status, json.length(), json)));
    CannedServer.text(200, "multipart/mixed; boundary=b", answers + "--b--\r\n").to(exchange);
  }
}
