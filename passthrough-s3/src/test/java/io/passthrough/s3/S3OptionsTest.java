package io.passthrough.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import java.util.HashMap;
import java.util.Map;
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

  private static Map<String, String> options(String option, String value) {
    Map<String, String> options = new HashMap<>(Map.of("bucket", "web", "region", "us-east-1"));
    options.put(option, value);
    return options;
  }

  private static StoreConfig config(Map<String, String> options) {
    return new StoreConfig(options, "shop", Access.READ);
  }
}
