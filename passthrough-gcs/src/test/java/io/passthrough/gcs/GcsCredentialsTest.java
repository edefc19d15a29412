package io.passthrough.gcs;

import static io.passthrough.gcs.Puts.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from, each source against a local server. */
class GcsCredentialsTest {

  private static final String TOKEN =
      "{\"access_token\":\"the-token\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";

  @TempDir Path folder;

  @Test
  void anonymous_requests_haveNoCredentials() {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        AssetStore store = server.open()) {
      store.stat(KEY);

      assertThat(server.last().headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void keyFile_namedByAnOption_isExchangedForAToken() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer tokens = CannedServer.of(CannedServer.json(TOKEN));
        AssetStore store =
            server.open("anonymous", "false", "credentials_file", keyFile(tokens.endpoint()))) {
      store.stat(KEY);
      store.stat(KEY);

      assertThat(authorization(server)).isEqualTo("Bearer the-token");
      assertThat(tokens.requests())
          .singleElement()
          .satisfies(request -> assertThat(request.body()).asString().contains("jwt-bearer"));
    }
  }

  @Test
  void keyFile_ofTheEnvironment_isTheDefault() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer tokens = CannedServer.of(CannedServer.json(TOKEN))) {
      Map<String, String> environment =
          Map.of("GOOGLE_APPLICATION_CREDENTIALS", keyFile(tokens.endpoint()));

      String printed =
          new StoreProcess(environment).run("stat", StoreProcess.server(server.endpoint()));

      assertThat(printed).isEqualTo("present");
      assertThat(authorization(server)).isEqualTo("Bearer the-token");
    }
  }

  @Test
  void emulator_ofTheEnvironment_needsABucketOnly() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"))) {
      Map<String, String> environment =
          Map.of("STORAGE_EMULATOR_HOST", server.endpoint().toString());

      assertThat(new StoreProcess(environment).run("stat", List.of("bucket=web")))
          .isEqualTo("present");
      assertThat(server.last().headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void metadataServer_ofTheMachine_isAsked() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer machine = CannedServer.of(GcsCredentialsTest::answer)) {
      assertThat(ofTheMachine(machine, server)).isEqualTo("present");

      assertThat(authorization(server)).isEqualTo("Bearer the-token");
      assertThat(machine.lines())
          .anyMatch(line -> line.contains("/instance/service-accounts/default/token"));
      assertThat(machine.requests())
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("Metadata-flavor", List.of("Google")));
    }
  }

  @Test
  void metadataServer_thatRefusesConnections_isNamed() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer machine = CannedServer.of(CannedServer.nothing())) {
      machine.refuse();

      assertThat(ofTheMachine(machine, server))
          .startsWith(
              "UNAVAILABLE Cannot stat: the source of credentials 'instance' gives none (Connect")
          .endsWith(", 'a.bin' in gs://web/shop");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void metadataServer_thatIsSilent_isGivenUp() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer machine = CannedServer.of()) {
      machine.then(machine.silence());

      assertThat(ofTheMachine(machine, server, "read_timeout=20s", "call_timeout=1s"))
          .startsWith("UNAVAILABLE Cannot stat: ");
      assertThat(server.requests()).isEmpty();
    }
  }

  /** Its server must have TLS, so that only the way to it can be shown here. */
  @Test
  void federation_ofAWorkload_asksItsTokenServer() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "workload-token");
    String file = federation("https://localhost:1", token);
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        AssetStore store = server.open("anonymous", "false", "credentials_file", file)) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> store.stat(KEY));

      assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(thrown)
          .hasMessageContaining("the source of credentials the file '" + file + "' gives none")
          .hasMessageNotContaining("workload-token");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void clockThatIsWrong_isHintedAt() throws Exception {
    String answer =
        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token must be a"
            + " short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and"
            + " exp values in the JWT claim.\"}";
    try (CannedServer server = CannedServer.of(CannedServer.described("a"));
        CannedServer tokens = CannedServer.of(CannedServer.text(400, "application/json", answer));
        AssetStore store =
            server.open("anonymous", "false", "credentials_file", keyFile(tokens.endpoint()))) {
      AssetStoreException thrown =
          catchThrowableOfType(AssetStoreException.class, () -> store.stat(KEY));

      assertThat(thrown.kind()).isEqualTo(Kind.ACCESS_DENIED);
      assertThat(thrown)
          .hasMessageContaining("as when this machine's clock is wrong")
          .hasMessageNotContaining("PRIVATE KEY");
      assertThat(tokens.requests()).hasSize(1);
    }
  }

  @Test
  void defaults_none_areDeniedAtTheFirstCall() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.described("a"))) {
      assertThat(new StoreProcess(Map.of()).run("stat", StoreProcess.server(server.endpoint())))
          .isEqualTo(
              "ACCESS_DENIED Cannot stat: the source of credentials 'default' gives none (Your"
                  + " default credentials were not found), 'a.bin' in gs://web/shop");
      assertThat(server.requests()).isEmpty();
    }
  }

  private String ofTheMachine(CannedServer machine, CannedServer server, String... more)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("GCE_METADATA_HOST", machine.endpoint().getAuthority());
    List<String> options = new java.util.ArrayList<>(StoreProcess.server(server.endpoint()));
    options.add("credentials=instance");
    return new StoreProcess(environment).run("stat", options, more);
  }

  private static void answer(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("Metadata-Flavor", "Google");
    boolean token = exchange.getRequestURI().getPath().endsWith("/token");
    (token ? CannedServer.json(TOKEN) : CannedServer.text(200, "text/plain", "x")).to(exchange);
  }

  private static String authorization(CannedServer server) {
    return server.last().headers().getFirst("Authorization");
  }

  /** A key file of a service account, with a key that nobody else has. */
  private String keyFile(URI tokens) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
    String json =
        ("{\"type\":\"service_account\",\"client_id\":\"1\",\"private_key_id\":\"k\","
                + "\"project_id\":\"p\",\"client_email\":\"a@p.iam.gserviceaccount.com\","
                + "\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n\","
                + "\"token_uri\":\"%s/token\"}")
            .formatted(key, tokens);
    return Files.writeString(folder.resolve("key.json"), json).toString();
  }

  private String federation(String exchange, Path token) throws IOException {
    String json =
        ("{\"type\":\"external_account\",\"audience\":\"//iam.googleapis.com/projects/1/x\","
                + "\"subject_token_type\":\"urn:ietf:params:oauth:token-type:jwt\","
                + "\"token_url\":\"%s/v1/token\",\"credential_source\":{\"file\":\"%s\"}}")
            .formatted(exchange, token);
    return Files.writeString(folder.resolve("federation.json"), json).toString();
  }
}
