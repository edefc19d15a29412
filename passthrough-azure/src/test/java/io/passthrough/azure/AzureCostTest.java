package io.passthrough.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Entry;
import io.passthrough.core.store.StoreOperations;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests a server gets for many objects. */
class AzureCostTest {

  private static final int OBJECTS = 10_000;
  private static final Pattern FROM = Pattern.compile("startFrom=shop/o(\\d{5})");
  private static final Pattern MOST = Pattern.compile("maxresults=(\\d+)");
  private static final Pattern NAMED = Pattern.compile("DELETE /account/web/");

  @Test
  void list_10000Objects_takes10Requests() {
    try (CannedServer server = CannedServer.of(AzureCostTest::page);
        AssetStore store = server.open()) {
      List<Entry> entries = StoreOperations.list(store, "");

      assertThat(entries).extracting(Entry::key).containsExactlyElementsOf(keys(OBJECTS));
      assertThat(server.requests()).hasSize(10);
    }
  }

  @Test
  void list_emptyPagesWithAMarker_areFollowedWithinTheCall() {
    String empty =
        "<EnumerationResults><Blobs/><NextMarker>2!8!bmV4dA--</NextMarker></EnumerationResults>";
    try (CannedServer server =
            CannedServer.of(CannedServer.xml(empty), CannedServer.xml(empty), AzureCostTest::page);
        AssetStore store = server.open()) {
      assertThat(store.list("", Optional.empty(), 3).entries()).hasSize(3);
      assertThat(server.last().uri().getQuery()).contains("marker=2!8!bmV4dA--");
    }
  }

  @Test
  void delete_2500Objects_takes10Requests() {
    try (CannedServer server = CannedServer.of(CannedServer.batch(name -> "202 Accepted"));
        AssetStore store = server.open()) {
      assertThat(store.delete(keys(2_500))).isEmpty();

      assertThat(server.requests()).hasSize(10);
      assertThat(server.requests().subList(0, 9))
          .extracting(request -> NAMED.matcher(new String(request.body(), UTF_8)).results().count())
          .containsOnly(256L);
    }
  }

  private static List<AssetKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(AzureCostTest::name).map(AssetKey::of).toList();
  }

  private static String name(int number) {
    return "o%05d".formatted(number);
  }

  /** The page that begins at the name in the request. */
  private static void page(HttpExchange exchange) throws IOException, InterruptedException {
    String query = exchange.getRequestURI().getQuery();
    Matcher from = FROM.matcher(query);
    Matcher most = MOST.matcher(query);
    int first = from.find() ? Integer.parseInt(from.group(1)) : 0;
    int end = Math.min(OBJECTS, first + (most.find() ? Integer.parseInt(most.group(1)) : 5_000));
    String blobs =
        IntStream.range(first, end).mapToObj(AzureCostTest::blob).collect(Collectors.joining());
    String marker = end < OBJECTS ? "<NextMarker>2!8!bmV4dA--</NextMarker>" : "<NextMarker/>";
    CannedServer.xml(
            "<EnumerationResults><Blobs>" + blobs + "</Blobs>" + marker + "</EnumerationResults>")
        .to(exchange);
  }

  private static String blob(int number) {
    return "<Blob><Name>shop/"
        + name(number)
        + "</Name><Properties><Last-Modified>Wed, 01 Jul 2026 10:00:00 GMT</Last-Modified>"
        + "<Etag>0x8DE1</Etag><Content-Length>1</Content-Length></Properties></Blob>";
  }
}
