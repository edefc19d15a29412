package io.passthrough.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.gateway.RawClient.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code http-cases.tsv}, over a real socket. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fixture needs links, pipes and sockets")
class HttpCasesTest {

  private static final int ROWS = 140;

  /** Rows that need a test of their own: the store fails while they run. */
  private static final Set<String> APART = Set.of("C193", "C196", "C197");

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:\\d+-\\d+|\\*)/\\d+");
  private static final Pattern LENGTH = Pattern.compile("CL[=:] ?(\\d+)");

  /** What the free text of a row asks for, beyond status and range. */
  private static final Map<String, Consumer<Received>> CHECKS =
      Map.ofEntries(
          entry("C001", received -> assertThat(received.text()).isEqualTo("01234")),
          entry("C052", HttpCasesTest::assertTwoParts),
          entry("C053", HttpCasesTest::assertTwoParts),
          entry("C055", HttpCasesTest::assertTwoParts),
          entry("C064", HttpCasesTest::assertTwoParts),
          entry("C067", received -> assertPresent(received, "Date", "Cache-Control", "ETag")),
          entry("C071", received -> assertPresent(received, "ETag")),
          entry("C073", HttpCasesTest::assertHeadOfTen),
          entry("C074", received -> assertField(received, "Accept-Ranges", "bytes")),
          entry("C076", received -> assertAbsent(received, "Content-Range")),
          entry("C077", received -> assertPresent(received, "Allow")),
          entry("C107", HttpCasesTest::assertCodedValidators),
          entry("C136", received -> assertPresent(received, "Allow")),
          entry("C145", HttpCasesTest::assertIdentity),
          entry("C146", HttpCasesTest::assertIdentity),
          entry("C148", HttpCasesTest::assertGzip),
          entry("C149", received -> assertField(received, "Content-Encoding", "br")),
          entry("C151", received -> assertField(received, "Content-Encoding", "br")),
          entry("C152", received -> assertField(received, "Content-Encoding", "gzip")),
          entry("C155", received -> assertAbsent(received, "Content-Encoding")),
          entry("C157", received -> assertField(received, "Content-Encoding", "br")),
          entry("C158", HttpCasesTest::assertNotGzip),
          entry("C161", received -> assertField(received, "Content-Encoding", "gzip")),
          entry("C164", received -> assertField(received, "Content-Encoding", "br")),
          entry("C166", received -> assertField(received, "Content-Encoding", "br")),
          entry("C167", received -> assertField(received, "Content-Encoding", "gzip")),
          entry("C169", received -> assertField(received, "Content-Encoding", "br")),
          entry("C170", received -> assertAbsent(received, "Content-Encoding")),
          entry("C172", HttpCasesTest::assertImmutable),
          entry("C173", HttpCasesTest::assertRevalidated),
          entry("C175", HttpCasesTest::assertHardMiss),
          entry("C178", received -> assertAbsent(received, "ETag")),
          entry("C179", HttpCasesTest::assertScript),
          entry("C181", received -> assertField(received, "Content-Type", "application/wasm")),
          entry(
              "C182", received -> assertField(received, "Content-Type", "text/css; charset=utf-8")),
          entry("C184", received -> assertField(received, "Content-Type", "image/svg+xml")),
          entry("C185", received -> assertField(received, "Content-Type", "font/woff2")),
          entry("C187", HttpCasesTest::assertOctets),
          entry("C188", HttpCasesTest::assertDated),
          entry("C190", HttpCasesTest::assertRemoteHead),
          entry("C191", HttpCasesTest::assertRemotePart),
          entry("C194", received -> assertField(received, "X-Passthrough", "error")),
          entry("C202", received -> assertField(received, "Connection", "close")),
          entry("C203", received -> assertField(received, "Connection", "keep-alive")),
          entry("C208", received -> assertField(received, "Content-Encoding", "br")));

  @TempDir private static Path folder;
  private static CorpusSite site;

  /** A row as it stands in the corpus. */
  record Row(
      String id, String method, String target, String fields, String statuses, String expect) {

    static Row of(List<String> columns) {
      String target = columns.get(3).split(" ", 2)[0];
      String fields = columns.get(4).isEmpty() ? "" : Corpus.unescape(columns.get(4)) + "\r\n";
      return new Row(
          columns.get(0), columns.get(2), target, fields, columns.get(5), columns.get(6));
    }

    boolean isHttp10() {
      return id.equals("C203");
    }

    String request(String etag, String codedEtag) {
      String filled =
          fields
              .replace("{E}", etag)
              .replace("{e-unquoted}", etag.substring(1, etag.length() - 1))
              .replace("{E-br}", codedEtag);
      String version = isHttp10() ? "1.0\r\nConnection: keep-alive" : "1.1";
      return method
          + ' '
          + target
          + " HTTP/"
          + version
          + "\r\nHost: localhost\r\n"
          + filled
          + "\r\n";
    }

    Set<Integer> allowed() {
      return Set.copyOf(Arrays.stream(statuses.split("\\|")).map(Integer::valueOf).toList());
    }

    @Override
    public String toString() {
      return id + ' ' + method + ' ' + target + ' ' + fields.strip() + " -> " + statuses;
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

  private static Stream<Row> all() {
    return Corpus.rows("http-cases.tsv", 8).map(Row::of);
  }

  static Stream<Row> rows() {
    return all().filter(row -> !APART.contains(row.id()));
  }

  @Test
  void corpus_read_hasAllItsRows() {
    assertThat(all()).hasSize(ROWS);
    assertThat(all().map(Row::id)).containsAll(CHECKS.keySet()).containsAll(APART);
    assertThat(rows()).hasSize(ROWS - APART.size());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void request_ofTheCorpus_isAnsweredAsTheStandardSays(Row row) throws Exception {
    Received received =
        RawClient.exchange(site.uri(), row.request(etag("/f/ten.txt"), codedEtag()));

    assertThat(row.allowed()).contains(received.status());
    assertText(row, received);
    CHECKS.getOrDefault(row.id(), any -> {}).accept(received);
  }

  @Test
  void c193_storeDown_isAnsweredFromMemory() throws Exception {
    get("/only-remote.js");
    int before = site.store().reads("only-remote.js");
    site.store().failing(Kind.UNAVAILABLE);
    Received received = get("/only-remote.js");
    while (site.store().reads("only-remote.js") == before) {
      received = get("/only-remote.js");
    }
    site.store().recover();

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.text()).isEqualTo(CorpusSite.REMOTE);
    assertAbsent(received, "Warning");
  }

  @Test
  void c196_bodyCutByTheStore_isAbortedAndNotKept() throws Exception {
    assertThatThrownBy(() -> get("/torn.js")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/torn.js")).isInstanceOf(IOException.class);
  }

  @Test
  void c197_bodyOfOtherBytes_isRefused() throws Exception {
    Received received = get("/badsum.js");
    while (received.status() == 404) {
      received = get("/badsum.js");
    }

    assertThat(received.status()).isEqualTo(502);
    assertThat(received.text()).doesNotContain("evil");
  }

  private static Received get(String target) throws IOException {
    return RawClient.get(site.uri(), target, "");
  }

  private static String etag(String target) throws IOException {
    return RawClient.get(site.uri(), target, "").field("ETag");
  }

  private static String codedEtag() throws IOException {
    String target = "/assets/app.0a1b2c3d.js";
    return RawClient.get(site.uri(), target, "Accept-Encoding: br\r\n").field("ETag");
  }

  /** Asserts what the rows of a kind have in common. */
  private static void assertText(Row row, Received received) {
    Matcher range = CONTENT_RANGE.matcher(row.expect());
    if (range.find() && (received.status() == 206 || received.status() == 416)) {
      assertField(received, "Content-Range", range.group());
    }
    Matcher length = LENGTH.matcher(row.expect());
    if (length.find()) {
      assertField(received, "Content-Length", length.group(1));
    }
    if (row.expect().contains("no Content-Range") && received.status() == 200) {
      assertField(received, "Accept-Ranges", "bytes");
      assertAbsent(received, "Content-Range");
    }
    if (received.status() == 304) {
      assertPresent(received, "ETag", "Cache-Control", "Date");
    }
  }

  private static void assertField(Received received, String name, String value) {
    assertThat(received.field(name)).as(name).isEqualTo(value);
  }

  private static void assertPresent(Received received, String... names) {
    assertThat(names).allMatch(received::has);
  }

  private static void assertAbsent(Received received, String name) {
    assertThat(received.has(name)).as(name).isFalse();
  }

  private static void assertTwoParts(Received received) {
    assertThat(received.field("Content-Type")).startsWith("multipart/byteranges; boundary=");
    assertThat(received.text().split("Content-Range: bytes ", -1)).hasSize(3);
  }

  private static void assertHeadOfTen(Received received) {
    assertField(received, "Content-Length", "10");
    assertField(received, "Content-Type", "text/plain; charset=utf-8");
    assertPresent(received, "ETag");
  }

  private static void assertCodedValidators(Received received) {
    assertField(received, "Vary", "Accept-Encoding");
    assertPresent(received, "ETag");
  }

  private static void assertIdentity(Received received) {
    assertAbsent(received, "Content-Encoding");
    assertField(received, "Vary", "Accept-Encoding");
    assertField(received, "Content-Length", "5560");
  }

  private static void assertGzip(Received received) {
    assertField(received, "Content-Encoding", "gzip");
    assertField(received, "Content-Type", "text/javascript; charset=utf-8");
    assertField(received, "Content-Length", "396");
  }

  private static void assertNotGzip(Received received) {
    assertThat(received.field("Content-Encoding")).isIn("br", "zstd", "");
  }

  private static void assertImmutable(Received received) {
    assertField(received, "Cache-Control", "public, max-age=31536000, immutable");
  }

  private static void assertRevalidated(Received received) {
    assertField(received, "Cache-Control", "no-cache");
    assertThat(received.field("ETag")).startsWith("\"");
  }

  private static void assertHardMiss(Received received) {
    assertField(received, "Cache-Control", "no-store");
    assertThat(received.field("Content-Type")).startsWith("text/plain");
  }

  private static void assertScript(Received received) {
    assertField(received, "Content-Type", "text/javascript; charset=utf-8");
    assertField(received, "X-Content-Type-Options", "nosniff");
  }

  private static void assertOctets(Received received) {
    assertField(received, "Content-Type", "application/octet-stream");
  }

  private static void assertDated(Received received) {
    assertThat(received.field("Date")).endsWith(" GMT");
    assertAbsent(received, "Server");
  }

  private static void assertRemoteHead(Received received) {
    assertField(received, "Content-Length", Integer.toString(CorpusSite.REMOTE.length()));
  }

  private static void assertRemotePart(Received received) {
    assertThat(received.text()).isEqualTo(CorpusSite.REMOTE.substring(0, 10));
  }
}
