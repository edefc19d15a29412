package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.s3.CannedServer.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire to Amazon's own service: a tunnel leads its name to a local server. */
class S3AmazonTest {

  private static final String HOST = "web.s3.eu-north-1.amazonaws.com";
  private static final String UPLOAD =
      "<Result><UploadId>u1</UploadId><ETag>\"e-2\"</ETag></Result>";

  @TempDir static Path folder;
  private static Certificate certificate;

  private CannedServer server;
  private Tunnel tunnel;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = Certificate.make(folder, "dns:" + HOST);
  }

  @BeforeEach
  void start() throws IOException {
    server = CannedServer.withTls(certificate.context(), S3AmazonTest::answer);
    tunnel = Tunnel.to(server.endpoint());
  }

  @AfterEach
  void stop() {
    tunnel.close();
    server.close();
  }

  @Test
  void put_carriesAChecksumAndAsksNothingBefore() throws Exception {
    String printed = run("publish");

    assertThat(printed).startsWith("put ");
    assertThat(tunnel.asked()).containsOnly("CONNECT " + HOST + ":443 HTTP/1.1");
    assertThat(server.lines()).containsExactly("PUT /shop/js/app.js");
    assertThat(server.last().headers())
        .containsEntry("Host", List.of(HOST))
        .containsEntry("If-none-match", List.of("*"))
        .containsEntry("X-amz-trailer", List.of("x-amz-checksum-crc32"));
  }

  @Test
  void read_asksForAChecksum() throws Exception {
    String printed = run("read");

    assertThat(printed).startsWith("read ");
    assertThat(server.last().line()).isEqualTo("GET /shop/a.bin");
    assertThat(server.last().headers()).containsEntry("X-amz-te", List.of("append-md5"));
  }

  @Test
  void put_largeAndConditional_goesInPartsAndIsConditionalAtTheirEnd() throws Exception {
    String printed = run("parts");

    assertThat(printed).isEqualTo("put \"e-2\"");
    assertThat(server.lines())
        .containsExactly(
            "POST /shop/a.bin?uploads",
            "PUT /shop/a.bin?partNumber=1&uploadId=u1",
            "PUT /shop/a.bin?partNumber=2&uploadId=u1",
            "POST /shop/a.bin?uploadId=u1");
    assertThat(server.requests().subList(0, 3))
        .extracting(Request::headers)
        .noneMatch(headers -> headers.containsKey("If-none-match"));
    assertThat(server.last().headers()).containsEntry("If-none-match", List.of("*"));
  }

  private String run(String command) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "env-access");
    environment.put("AWS_SECRET_ACCESS_KEY", "env-secret");
    environment.put("AWS_REGION", "eu-north-1");
    environment.put("HTTPS_PROXY", tunnel.uri().toString());
    return new StoreProcess(environment)
        .run(command, List.of("bucket=web"), "ca_bundle=" + certificate.pem());
  }

  private static void answer(HttpExchange exchange) throws IOException, InterruptedException {
    CannedServer.Answer answer =
        switch (exchange.getRequestMethod()) {
          case "PUT" -> CannedServer.stored();
          case "POST" -> CannedServer.xml(UPLOAD);
          default -> CannedServer.object("a");
        };
    answer.to(exchange);
  }
}
