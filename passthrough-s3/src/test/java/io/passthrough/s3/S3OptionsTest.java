package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options mean and which are refused. */
class S3OptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "connections     | 0             | 'connections' must be at least 1",
        "call_timeout    | 0s            | 'call_timeout' must be above 0",
        "credentials     | profile:      | 'credentials' is not one of",
        "credentials     | ec2           | 'credentials' is not one of",
        "kms_key         | alias/web     | 'kms_key' needs 'sse: aws:kms'",
        "endpoint        | localhost:900 | 'endpoint' is no http or https URL",
        "endpoint        | http://a b    | 'endpoint' is no URL",
        "ca_bundle       | /no/such/file | 'ca_bundle' names no PEM file",
      })
  void open_valueThatDoesNotFit_isRefusedByName(String option, String value, String reason) {
    Map<String, String> options = options(option, value);

    assertThatThrownBy(() -> new S3Provider().open(config(options)))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot open: the option ")
        .hasMessageContaining(reason);
  }

  @Test
  void endpoint_fromTheEnvironment_isTaken() {
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_ENDPOINT_URL_S3", "http://b:9000");

    S3Options options = S3Options.of(config(Map.of("bucket", "web")), environment);

    assertThat(options.endpoint()).contains(URI.create("http://b:9000"));
    assertThat(options.pathStyle()).isTrue();
  }

  @Test
  void endpoint_ofTheConfiguration_winsOverTheEnvironment() {
    Map<String, String> environment = Map.of("AWS_ENDPOINT_URL_S3", "http://b:9000");

    S3Options options =
        S3Options.of(config(options("endpoint", "https://own.example.com")), environment);

    assertThat(options.endpoint()).contains(URI.create("https://own.example.com"));
  }

  @Test
  void endpoint_ofTheEnvironmentToBeIgnored_isNone() {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_S3", "http://b:9000", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");

    S3Options options = S3Options.of(config(Map.of("bucket", "web")), environment);

    assertThat(options.endpoint()).isEmpty();
    assertThat(options.pathStyle()).isFalse();
  }

  private static Map<String, String> options(String option, String value) {
    Map<String, String> options = new HashMap<>(Map.of("bucket", "web", "region", "us-east-1"));
    options.put(option, value);
    return options;
  }

  private static StoreConfig config(Map<String, String> options) {
    return new StoreConfig(options, "shop", Access.READ);
  }
}
