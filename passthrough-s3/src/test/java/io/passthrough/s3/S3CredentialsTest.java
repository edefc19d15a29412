package io.passthrough.s3;

import static io.passthrough.s3.Puts.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.s3.CannedServer.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from, each source against a local server. */
class S3CredentialsTest {

  private static final Map<String, String> FROM_ENVIRONMENT =
      Map.of(
          "AWS_ACCESS_KEY_ID", "env-access",
          "AWS_SECRET_ACCESS_KEY", "env-secret",
          "AWS_SESSION_TOKEN", "env-token");

  @TempDir Path folder;

  @Test
  void anonymous_requests_areNotSigned() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open("anonymous", "true")) {
      store.stat(KEY);

      assertThat(server.last().headers()).doesNotContainKey("Authorization");
    }
  }

  @Test
  void profile_byName_signs() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open("anonymous", "false", "credentials", "profile:right")) {
      store.stat(KEY);

      assertThat(authorization(server)).contains("Credential=test-access/");
    }
  }

  @Test
  void environment_named_signsWithItsToken() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      String printed =
          new StoreProcess(FROM_ENVIRONMENT)
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=environment");

      assertThat(printed).isEqualTo("present");
      assertThat(authorization(server)).contains("Credential=env-access/", "/us-east-1/s3/");
      assertThat(server.last().headers())
          .containsEntry("X-amz-security-token", List.of("env-token"));
    }
  }

  @Test
  void defaults_environmentWithEndpointAndRegion_areTaken() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      Map<String, String> environment =
          Map.of(
              "AWS_ACCESS_KEY_ID", "env-access",
              "AWS_SECRET_ACCESS_KEY", "env-secret",
              "AWS_REGION", "eu-north-1",
              "AWS_ENDPOINT_URL_S3", server.endpoint().toString());

      String printed = new StoreProcess(environment).run("stat", List.of("bucket=web"));

      assertThat(printed).isEqualTo("present");
      assertThat(server.last().line()).isEqualTo("HEAD /web/shop/a.bin");
      assertThat(authorization(server)).contains("Credential=env-access/", "/eu-north-1/s3/");
    }
  }

  @Test
  void webIdentity_token_isExchanged() throws Exception {
    String answer =
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
            + "<AccessKeyId>role-access</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
            + "<SessionToken>role-token</SessionToken>"
            + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
            + "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
    Path token = Files.writeString(folder.resolve("token"), "the-token");
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer sts = CannedServer.of(CannedServer.xml(answer))) {
      Map<String, String> environment =
          Map.of(
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              token.toString(),
              "AWS_ROLE_ARN",
              "arn:aws:iam::111122223333:role/web",
              "AWS_REGION",
              "us-east-1",
              "AWS_ENDPOINT_URL_STS",
              sts.endpoint().toString());

      String printed =
          new StoreProcess(environment)
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=web_identity");

      assertThat(printed).isEqualTo("present");
      assertThat(sts.last().body())
          .asString()
          .contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=the-token");
      assertThat(authorization(server)).contains("Credential=role-access/");
    }
  }

  @Test
  void webIdentity_roleThatIsRefused_isDenied() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "the-token");
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer sts =
            CannedServer.of(
                exchange -> {
                  String error = "<Error><Code>AccessDenied</Code><Message>m</Message></Error>";
                  byte[] body = ("<ErrorResponse>" + error + "</ErrorResponse>").getBytes(UTF_8);
                  exchange.sendResponseHeaders(403, body.length);
                  exchange.getResponseBody().write(body);
                })) {
      Map<String, String> environment =
          Map.of(
              "AWS_WEB_IDENTITY_TOKEN_FILE",
              token.toString(),
              "AWS_ROLE_ARN",
              "arn:aws:iam::111122223333:role/web",
              "AWS_REGION",
              "us-east-1",
              "AWS_ENDPOINT_URL_STS",
              sts.endpoint().toString());

      String printed =
          new StoreProcess(environment)
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=web_identity");

      assertThat(printed)
          .isEqualTo(
              "ACCESS_DENIED Cannot stat: the service of credentials answered 403 (AccessDenied),"
                  + " 'a.bin' in s3://web/shop");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void container_service_isAsked() throws Exception {
    String answer =
        "{\"AccessKeyId\": \"task-access\", \"SecretAccessKey\": \"s\", \"Token\": \"t\","
            + " \"Expiration\": \"2099-01-01T00:00:00Z\"}";
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer container = CannedServer.of(CannedServer.object(answer))) {
      Map<String, String> environment =
          Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.endpoint() + "/task");

      String printed =
          new StoreProcess(environment)
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=container");

      assertThat(printed).isEqualTo("present");
      assertThat(container.lines()).containsExactly("GET /task");
      assertThat(authorization(server)).contains("Credential=task-access/");
    }
  }

  @Test
  void none_anywhere_isDeniedBeforeAnyRequest() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      String printed =
          new StoreProcess(Map.of())
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=environment");

      assertThat(printed).startsWith("ACCESS_DENIED Cannot stat: ");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void profile_halfWritten_isDeniedAndNamed() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open("anonymous", "false", "credentials", "profile:half")) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .hasMessage(
              "Cannot stat: the source of credentials 'profile:half' gives none (Profile property"
                  + " 'aws_secret_access_key' was not configured for 'half'),"
                  + " 'js/app.js' in s3://web/shop");
    }
  }

  @Test
  void webIdentity_withoutItsVariables_isDeniedAndNamesThem() {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        AssetStore store = server.open("anonymous", "false", "credentials", "web_identity")) {
      assertThatThrownBy(() -> store.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .hasMessageContaining("AWS_WEB_IDENTITY_TOKEN_FILE");
    }
  }

  @Test
  void webIdentity_tokenFileGone_isDenied() throws Exception {
    Map<String, String> environment =
        Map.of(
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            folder.resolve("gone").toString(),
            "AWS_ROLE_ARN",
            "arn:aws:iam::111122223333:role/web");
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      String printed =
          new StoreProcess(environment)
              .run("stat", StoreProcess.server(server.endpoint()), "credentials=web_identity");

      assertThat(printed).startsWith("ACCESS_DENIED Cannot stat: ").contains("gone)");
    }
  }

  @Test
  void configurationFile_thatIsBroken_isRefusedAtOpen() throws Exception {
    Path broken = Files.writeString(folder.resolve("config"), "[profile web\n");
    try (CannedServer server = CannedServer.of(CannedServer.object("a"))) {
      String printed =
          new StoreProcess(Map.of("AWS_CONFIG_FILE", broken.toString()))
              .run("stat", StoreProcess.server(server.endpoint()));

      assertThat(printed)
          .isEqualTo(
              "INVALID Cannot open: the AWS configuration does not fit"
                  + " (Profile definition must end with ']' on line 1) in s3://web/shop");
    }
  }

  @Test
  void proxy_ofTheEnvironment_isAskedForATunnel() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());

      String printed =
          new StoreProcess(environment)
              .run(
                  "stat",
                  List.of("bucket=web", "endpoint=https://s3.invalid", "anonymous=true"),
                  "call_timeout=5s");

      assertThat(asked)
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo("CONNECT s3.invalid:443 HTTP/1.1");
      assertThat(printed).startsWith("UNAVAILABLE");
    }
  }

  private static String firstLine(ServerSocket proxy) {
    try (Socket socket = proxy.accept();
        InputStream in = socket.getInputStream()) {
      proxy.close();
      byte[] head = in.readNBytes("CONNECT s3.invalid:443 HTTP/1.1".length());
      return new String(head, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String authorization(CannedServer server) {
    Request last = server.last();
    return last.headers().getFirst("Authorization");
  }
}
