package io.passthrough.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code hostile.tsv}, over a real socket. None is out of scope. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fixture needs links, pipes and sockets")
class HostileRequestsTest {

  private static final int ROWS = 288;

  @TempDir private static Path folder;
  private static CorpusSite site;

  /** A row whose bytes are unescaped. */
  record Row(String method, String target, String extra, String expected) {

    static Row of(List<String> fields) {
      return new Row(
          Corpus.unescape(fields.get(0)),
          Corpus.unescape(fields.get(1)),
          Corpus.unescape(fields.get(2)),
          fields.get(3));
    }

    boolean isRaw() {
      return method.equals("RAW");
    }

    String request() {
      if (isRaw()) {
        return target;
      }
      String host = extra.startsWith("Host:") ? "" : "Host: localhost\r\n";
      String fields = extra.isEmpty() ? "" : extra + "\r\n";
      return method + ' ' + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
    }

    boolean allows(List<Integer> statuses) {
      return Arrays.stream(expected.split("\\|")).anyMatch(one -> allows(one, statuses));
    }

    private static boolean allows(String one, List<Integer> statuses) {
      return switch (one) {
        case "200-only-public" -> statuses.size() == 1 && isFine(statuses.get(0));
        case "100 then 200" -> statuses.equals(List.of(100, 200));
        case "200-only-public then 404" -> statuses.equals(List.of(200, 404));
        case "400-or-close" -> statuses.isEmpty() || statuses.equals(List.of(400));
        case "408-or-close" -> statuses.isEmpty() || statuses.equals(List.of(408));
        case "h2-settings" -> false;
        default -> statuses.equals(List.of(Integer.valueOf(one)));
      };
    }

    private static boolean isFine(int status) {
      return status == 200 || status == 206 || status == 304;
    }

    @Override
    public String toString() {
      String text = method + ' ' + target + ' ' + extra + " -> " + expected;
      return text.chars()
          .limit(120)
          .mapToObj(c -> c < 0x20 || c > 0x7e ? String.format("\\x%02x", c) : "" + (char) c)
          .collect(Collectors.joining());
    }
  }

  @BeforeAll
  static void start() throws Exception {
    site = new CorpusSite(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Row> rows() {
    return Corpus.rows("hostile.tsv", 5).map(Row::of);
  }

  @Test
  void corpus_read_hasAllItsRows() {
    assertThat(rows()).hasSize(ROWS);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void request_hostile_isAnsweredAsExpectedAndHarmsNothing(Row row) throws Exception {
    List<Received> responses = exchange(row);

    List<Integer> statuses = responses.stream().map(Received::status).toList();
    assertThat(row.allows(statuses)).as("%s of %s", statuses, row.expected()).isTrue();
    for (Received response : responses) {
      assertHarmless(row, response);
    }
    assertThat(RawClient.get(site.uri(), "/index.html", "").text()).isEqualTo(CorpusSite.INDEX);
    assertThat(RawClient.get(site.uri(), "/assets/app.0a1b2c3d.js", "").status()).isEqualTo(200);
  }

  private static List<Received> exchange(Row row) throws IOException {
    List<Received> responses = new ArrayList<>();
    try (RawClient client = RawClient.connect(site.uri())) {
      client.send(row.request());
      client.tryReceive().ifPresent(responses::add);
      if (!responses.isEmpty() && row.isRaw() && responses.get(0).status() >= 400) {
        assertThat(client.next()).as("a framing error closes the connection").isEqualTo(-1);
      }
      client.endOutput();
      for (var more = client.tryReceive(); more.isPresent(); more = client.tryReceive()) {
        responses.add(more.get());
      }
    }
    return responses;
  }

  private static void assertHarmless(Row row, Received response) {
    String all =
        String.join("\n", response.lines())
            + '\n'
            + new String(response.body(), StandardCharsets.ISO_8859_1);

    assertThat(all)
        .doesNotContain("SECRET-MARKER", "root:x:", site.root().toString(), "Exception", "\tat ");
    if (response.status() >= 400 && row.target().length() > 3) {
      assertThat(all).doesNotContain(row.target());
    }
    if (row.extra().startsWith("X-F") || row.extra().startsWith("Origin:")) {
      assertThat(all).doesNotContain(row.extra().substring(row.extra().indexOf(' ')));
    }
  }
}
