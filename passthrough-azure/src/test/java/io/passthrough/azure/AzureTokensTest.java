package io.passthrough.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.azure.CannedServer.Answer;
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

/**
 * Tokens of identities and what goes over TLS: a tunnel leads the service's name to a server here.
 */
class AzureTokensTest {

  private static final String HOST = "shop.blob.core.windows.net";
  private static final Answer TOKEN =
      CannedServer.json(
          "{\"access_token\": \"the-token\", \"expires_on\": \"4102444800\","
              + " \"resource\": \"https://storage.azure.com\", \"token_type\": \"Bearer\"}");

  @TempDir static Path folder;
  private static Certificate certificate;

  private CannedServer service;
  private Tunnel tunnel;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = Certificate.make(folder, "dns:" + HOST);
  }

  @BeforeEach
  void start() throws IOException {
    service = CannedServer.withTls(certificate.context(), CannedServer.object("a"));
    tunnel = Tunnel.to(service.endpoint());
  }

  @AfterEach
  void stop() {
    tunnel.close();
    service.close();
  }

  @Test
  void managedIdentity_ofAnAppService_signsWithItsToken() throws Exception {
    try (CannedServer machine = CannedServer.of(TOKEN)) {
      String printed = run("managed_identity:4711", machine);

      assertThat(printed).isEqualTo("present");
      assertThat(machine.last().uri().getQuery())
          .contains("resource=https://storage.azure.com", "client_id=4711");
      assertThat(tunnel.asked()).containsOnly("CONNECT " + HOST + ":443 HTTP/1.1");
      assertThat(service.last().line()).isEqualTo("HEAD /web/shop%2Fa.bin");
      assertThat(service.last().headers())
          .containsEntry("Authorization", List.of("Bearer the-token"));
    }
  }

  @Test
  void managedIdentity_thatIsRefused_isDenied() throws Exception {
    Answer refusal =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          byte[] body = "{\"error\": \"invalid_request\", \"secret\": \"s3cret\"}".getBytes();
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
        };
    try (CannedServer machine = CannedServer.of(refusal)) {
      String printed = run("managed_identity", machine);

      assertThat(printed)
          .startsWith(
              "ACCESS_DENIED Cannot stat: the source of credentials 'managed_identity' gives no"
                  + " token")
          .endsWith("'a.bin' in azure://web/shop")
          .doesNotContain("s3cret");
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void managedIdentity_thatDoesNotAnswer_isUnavailableInTime() throws Exception {
    try (CannedServer machine = CannedServer.of()) {
      machine.then(machine.silence());

      assertThat(run("managed_identity", machine, "1s"))
          .startsWith(
              "UNAVAILABLE Cannot stat: the source of credentials 'managed_identity' gives no token"
                  + " (no answer within the time limit)");
    }
  }

  @Test
  void workloadIdentity_withoutItsVariables_isRefusedAndNamesThem() throws Exception {
    try (CannedServer machine = CannedServer.of(TOKEN)) {
      assertThat(run("workload_identity", machine)).contains("AZURE_FEDERATED_TOKEN_FILE");
      assertThat(service.requests()).isEmpty();
    }
  }

  private String run(String credentials, CannedServer machine) throws Exception {
    return run(credentials, machine, "30s");
  }

  private String run(String credentials, CannedServer machine, String limit) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("IDENTITY_ENDPOINT", machine.endpoint() + "/msi/token");
    environment.put("IDENTITY_HEADER", "the-secret");
    environment.put("HTTPS_PROXY", tunnel.uri().toString());
    return new StoreProcess(environment)
        .run(
            "stat",
            "account=shop",
            "credentials=" + credentials,
            "read_timeout=" + limit,
            "ca_bundle=" + certificate.pem());
  }
}
