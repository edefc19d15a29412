package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that is named where AWS tools look is talked to like any that is not Amazon's. */
class S3EndpointTest {

  private static final String NOBODY = "http://127.0.0.1:1";
  private static final List<String> BUCKET = List.of("bucket=web");

  @TempDir Path folder;

  private final CannedServer server = CannedServer.of(CannedServer.stored());
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of("AWS_ACCESS_KEY_ID", "env-access", "AWS_SECRET_ACCESS_KEY", "env-secret"));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS"})
  void variable_isTakenBeforeLesserOnesAndProfiles(String name, String lesser) throws Exception {
    configure("[default]", "endpoint_url = " + NOBODY);
    environment.put(lesser, NOBODY);
    environment.put(name, server.endpoint().toString());

    run("publish", BUCKET);

    assertPlainRequests();
  }

  @Test
  void option_isTakenBeforeAVariable() throws Exception {
    environment.put("AWS_ENDPOINT_URL_S3", NOBODY);

    run("publish", StoreProcess.server(server.endpoint()));

    assertPlainRequests();
  }

  @Test
  void profile_byDefault_isTaken() throws Exception {
    configure("[default]", "endpoint_url = " + server.endpoint());

    run("publish", BUCKET);

    assertPlainRequests();
  }

  @Test
  void profile_ofTheVariable_isTaken() throws Exception {
    configure(
        "[default]",
        "endpoint_url = " + NOBODY,
        "[profile web]",
        "endpoint_url = " + server.endpoint());
    environment.put("AWS_PROFILE", "web");

    run("publish", BUCKET);

    assertPlainRequests();
  }

  @Test
  void profile_ofTheCredentials_isTaken() throws Exception {
    configure(
        "[default]",
        "endpoint_url = " + NOBODY,
        "[profile web]",
        "aws_access_key_id = web-access",
        "aws_secret_access_key = web-secret",
        "region = eu-north-1",
        "endpoint_url = " + server.endpoint());

    run("publish", BUCKET, "credentials=profile:web");

    assertPlainRequests();
    assertThat(server.last().headers().getFirst("Authorization"))
        .contains("Credential=web-access/", "/eu-north-1/s3/");
  }

  @Test
  void profile_sectionOfServices_isTakenBeforeItsGeneralAddress() throws Exception {
    configure(
        "[default]",
        "endpoint_url = " + NOBODY,
        "services = ours",
        "[services ours]",
        "s3 = ",
        "  endpoint_url = " + server.endpoint());

    run("publish", BUCKET);

    assertPlainRequests();
  }

  @Test
  void variable_toBeIgnored_isNot() throws Exception {
    environment.put("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
    environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");

    assertAmazonIsAsked();
  }

  @Test
  void profile_toBeIgnored_isNot() throws Exception {
    configure(
        "[default]",
        "endpoint_url = " + server.endpoint(),
        "ignore_configured_endpoint_urls = true");

    assertAmazonIsAsked();
  }

  @Test
  void variable_thatIsNoAddress_isRefused() throws Exception {
    environment.put("AWS_ENDPOINT_URL_S3", "localhost:9000");

    assertThat(run("stat", BUCKET))
        .isEqualTo(
            "INVALID Cannot open: the endpoint of the AWS configuration is no http or https URL"
                + " without a user name in s3://web/shop");
  }

  private void configure(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("config"), List.of(lines));
    environment.put("AWS_CONFIG_FILE", file.toString());
  }

  private String run(String command, List<String> server, String... more) throws Exception {
    return new StoreProcess(environment).run(command, server, more);
  }

  private void assertPlainRequests() {
    assertThat(server.lines())
        .allMatch(line -> line.contains(" /web/shop/") || line.contains(" /web?"))
        .endsWith("PUT /web/shop/js/app.js");
    assertThat(server.lines().get(0)).startsWith("PUT /web/shop/.passthrough/probes/");
    assertThat(server.requests().get(0).headers())
        .containsEntry("If-none-match", List.of("*"))
        .doesNotContainKeys("Content-encoding", "X-amz-trailer", "X-amz-checksum-crc32");
    assertThat(server.last().headers())
        .containsEntry("Content-length", List.of("10"))
        .doesNotContainKeys("Content-encoding", "X-amz-trailer", "X-amz-checksum-crc32");
  }

  private void assertAmazonIsAsked() throws Exception {
    environment.put("AWS_REGION", "us-east-1");
    environment.put("HTTPS_PROXY", NOBODY);

    assertThat(run("stat", BUCKET)).startsWith("UNAVAILABLE").contains("Connection refused");
    assertThat(server.requests()).isEmpty();
  }
}
