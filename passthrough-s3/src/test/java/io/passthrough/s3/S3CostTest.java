package io.passthrough.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests a server gets for many objects. */
class S3CostTest {

  private static final int OBJECTS = 10_000;
  private static final int PAGE = 1_000;
  private static final Pattern AFTER = Pattern.compile("start-after=shop/o(\\d{5})");
  private static final Pattern NAMED = Pattern.compile("<Key>");

  @Test
  void list_10000Objects_takes10Requests() {
    try (CannedServer server = CannedServer.of(S3CostTest::page);
        AssetStore store = server.open()) {
      List<Entry> entries = StoreOperations.list(store, "");

      assertThat(entries).extracting(Entry::key).containsExactlyElementsOf(keys(OBJECTS));
      assertThat(server.requests()).hasSize(10);
    }
  }

  @Test
  void delete_2500Objects_takes3Requests() {
    try (CannedServer server = CannedServer.of(CannedServer.xml("<DeleteResult/>"));
        AssetStore store = server.open()) {
      assertThat(store.delete(keys(2_500))).isEmpty();

      assertThat(server.requests())
          .extracting(request -> NAMED.matcher(new String(request.body(), UTF_8)).results().count())
          .containsExactly(1_000L, 1_000L, 500L);
    }
  }

  private static List<AssetKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(S3CostTest::name).map(AssetKey::of).toList();
  }

  private static String name(int number) {
    return "o%05d".formatted(number);
  }

  /** The page that begins after the name in the request. */
  private static void page(HttpExchange exchange) throws IOException, InterruptedException {
    Matcher after = AFTER.matcher(exchange.getRequestURI().getQuery());
    int first = after.find() ? Integer.parseInt(after.group(1)) + 1 : 0;
    String contents =
        IntStream.range(first, first + PAGE)
            .mapToObj(S3CostTest::contents)
            .collect(Collectors.joining());
    boolean cut = first + PAGE < OBJECTS;
    CannedServer.xml(
            "<ListBucketResult><IsTruncated>%s</IsTruncated>%s</ListBucketResult>"
                .formatted(cut, contents))
        .to(exchange);
  }

  private static String contents(int number) {
    return "<Contents><Key>shop/"
        + name(number)
        + "</Key><Size>1</Size><ETag>\"e\"</ETag>"
        + "<LastModified>2026-07-01T10:00:00.000Z</LastModified></Contents>";
  }
}
