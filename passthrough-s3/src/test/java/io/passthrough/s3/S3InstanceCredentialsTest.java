package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.passthrough.s3.CannedServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials from the machine's metadata service, and who never asks it. */
class S3InstanceCredentialsTest {

  private static final String TOKEN = "/latest/api/token";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String DOCUMENT = "/latest/dynamic/instance-identity/document";
  private static final String GRANTED =
      "{\"Code\": \"Success\", \"AccessKeyId\": \"role-access\", \"SecretAccessKey\": \"s\","
          + " \"Token\": \"role-token\", \"LastUpdated\": \"2026-07-01T10:00:00Z\","
          + " \"Expiration\": \"2099-01-01T00:00:00Z\"}";
  private static final Map<String, String> CONFIGURED =
      Map.of(
          "AWS_ACCESS_KEY_ID", "env-access",
          "AWS_SECRET_ACCESS_KEY", "env-secret",
          "AWS_REGION", "eu-north-1");

  @Test
  void instance_metadataService_isAskedWithAToken() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer machine = CannedServer.of(S3InstanceCredentialsTest::answer)) {
      String printed = stat(machine, StoreProcess.server(server.endpoint()));

      assertThat(printed).isEqualTo("present");
      assertThat(machine.lines())
          .containsExactly("PUT " + TOKEN, "GET " + ROLES, "GET " + ROLES + "web-role");
      assertThat(machine.requests().subList(1, 3))
          .allSatisfy(
              request ->
                  assertThat(request.headers())
                      .containsEntry("X-aws-ec2-metadata-token", List.of("the-token")));
      Request signed = server.last();
      assertThat(signed.headers()).containsEntry("X-amz-security-token", List.of("role-token"));
      assertThat(signed.headers().getFirst("Authorization")).contains("Credential=role-access/");
    }
  }

  @Test
  void instance_serviceThatRefusesConnections_isNamed() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer machine = CannedServer.of(CannedServer.nothing())) {
      machine.refuse();

      assertThat(stat(machine, StoreProcess.server(server.endpoint())))
          .isEqualTo(
              "UNAVAILABLE Cannot stat: the source of credentials 'instance' gives none"
                  + " (Connection refused), 'a.bin' in s3://web/shop");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void instance_serviceThatDenies_isDenied() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer machine = CannedServer.of(CannedServer.error(403, "Forbidden"))) {
      assertThat(stat(machine, StoreProcess.server(server.endpoint())))
          .startsWith("ACCESS_DENIED Cannot stat: the source of credentials 'instance' gives none");
    }
  }

  @Test
  void instance_silentService_isGivenUpAtTheReadTimeout() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer machine = CannedServer.of()) {
      machine.then(machine.silence());

      assertThat(stat(machine, StoreProcess.server(server.endpoint()), "read_timeout=400ms"))
          .startsWith("UNAVAILABLE Cannot stat: ")
          .contains("'instance' gives none (no answer within 400 ms)");
    }
  }

  @Test
  void defaults_credentialsConfigured_doNotAskTheMachine() throws Exception {
    try (CannedServer server = CannedServer.of(CannedServer.object("a"));
        CannedServer machine = CannedServer.of(S3InstanceCredentialsTest::answer)) {
      String printed =
          new StoreProcess(with(CONFIGURED, machine))
              .run("stat", StoreProcess.server(server.endpoint()));

      assertThat(printed).isEqualTo("present");
      assertThat(machine.requests()).isEmpty();
    }
  }

  @Test
  void defaults_configuredForAmazon_doNotAskTheMachine() throws Exception {
    try (CannedServer proxy = CannedServer.of(CannedServer.nothing());
        CannedServer machine = CannedServer.of(S3InstanceCredentialsTest::answer)) {
      proxy.refuse();
      Map<String, String> environment = with(CONFIGURED, machine);
      environment.put("HTTPS_PROXY", proxy.endpoint().toString());

      String printed = new StoreProcess(environment).run("stat", List.of("bucket=web"));

      assertThat(printed).startsWith("UNAVAILABLE").contains("Connection refused");
      assertThat(machine.requests()).isEmpty();
    }
  }

  @Test
  void region_namedNowhere_isAskedOfTheMachine() throws Exception {
    try (CannedServer machine = CannedServer.of(S3InstanceCredentialsTest::answer)) {
      Map<String, String> environment = with(Map.of("HTTPS_PROXY", "127.0.0.1:1"), machine);

      String printed = new StoreProcess(environment).run("stat", List.of("bucket=web"));

      assertThat(printed).startsWith("UNAVAILABLE").contains("Connection refused");
      assertThat(machine.lines()).contains("GET " + DOCUMENT);
    }
  }

  @Test
  void region_whereCredentialsAreNotOfTheMachine_isRefusedWithoutAskingIt() throws Exception {
    try (CannedServer machine = CannedServer.of(S3InstanceCredentialsTest::answer)) {
      Map<String, String> environment = with(Map.of(), machine);

      String printed =
          new StoreProcess(environment)
              .run("stat", List.of("bucket=web", "credentials=environment"));

      assertThat(printed)
          .isEqualTo(
              "INVALID Cannot open: the option 'region' is not set, nor is AWS_REGION or the"
                  + " profile's region in s3://web/shop");
      assertThat(machine.requests()).isEmpty();
    }
  }

  private static String stat(CannedServer machine, List<String> server, String... more)
      throws Exception {
    List<String> options = new ArrayList<>(server);
    options.add("credentials=instance");
    return new StoreProcess(with(Map.of(), machine)).run("stat", options, more);
  }

  private static Map<String, String> with(Map<String, String> environment, CannedServer machine) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", machine.endpoint().toString());
    return all;
  }

  private static void answer(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("X-aws-ec2-metadata-token-ttl-seconds", "21600");
    String text =
        switch (exchange.getRequestURI().getPath()) {
          case TOKEN -> "the-token";
          case ROLES -> "web-role";
          case DOCUMENT -> "{\"region\": \"eu-north-1\"}";
          default -> GRANTED;
        };
    CannedServer.object(text).to(exchange);
  }
}
