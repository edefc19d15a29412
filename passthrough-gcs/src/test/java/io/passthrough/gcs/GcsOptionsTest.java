package io.passthrough.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.StoreConfig;
import io.passthrough.gcs.GcsCredentials.Source;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options mean and which are refused. */
class GcsOptionsTest {

  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bucket           | Web           | the option 'bucket' is no name of a bucket",
        "bucket           | w             | the option 'bucket' is no name of a bucket",
        "bucket           | gs://web      | the option 'bucket' is no name of a bucket",
        "connections      | 0             | the option 'connections' must be at least 1",
        "call_timeout     | 0s            | the option 'call_timeout' must be above 0",
        "credentials      | ec2           | the option 'credentials' is not one of",
        "impersonate      | publisher     | the option 'impersonate' is no e-mail address",
        "kms_key          | alias/web     | the option 'kms_key' is not projects/P",
        "endpoint         | localhost:900 | the option 'endpoint' is no http or https URL",
        "endpoint         | http://u:p@h  | the option 'endpoint' is no http or https URL",
        "credentials_file | /no/such/file | there is no such file: the file '/no/such/file'",
      })
  void open_valueThatDoesNotFit_isRefusedByName(String option, String value, String reason) {
    Map<String, String> options = new HashMap<>(Map.of("bucket", "web"));
    options.put(option, value);

    assertThatThrownBy(() -> new GcsProvider().open(config(options)))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot open: " + reason)
        .hasMessageNotContaining("u:p");
  }

  @ParameterizedTest
  @CsvSource({"no JSON at all", "{}", "{\"type\": \"service_account\"}", "[1]"})
  void keyFile_thatIsNone_isNamed(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("key.json"), text);
    Map<String, String> options = Map.of("bucket", "web", "credentials_file", file.toString());

    assertThatThrownBy(() -> new GcsProvider().open(config(options)))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot open: the source of credentials the file '" + file + "'")
        .hasMessageEndingWith(" in gs://web/shop");
  }

  @Test
  void sourcesOfCredentials_two_areRefused() {
    Map<String, String> options =
        Map.of("bucket", "web", "anonymous", "true", "credentials", "instance");

    assertThatThrownBy(() -> new GcsProvider().open(config(options)))
        .hasMessageContaining("only one of the options");
  }

  @ParameterizedTest
  @CsvSource({"http://localhost:4443", "localhost:4443"})
  void emulator_ofTheEnvironment_needsNothingElse(String host) {
    GcsOptions options = GcsOptions.of(config(Map.of("bucket", "web")), Map.of(EMULATOR, host));

    assertThat(options.endpoint()).contains(URI.create("http://localhost:4443"));
    assertThat(options.credentials().source()).isEqualTo(Source.ANONYMOUS);
  }

  @Test
  void emulator_besideAnEndpoint_isLeftAlone() {
    GcsOptions options =
        GcsOptions.of(
            config(Map.of("bucket", "web", "endpoint", "https://storage.example.com")),
            Map.of(EMULATOR, "localhost:4443"));

    assertThat(options.endpoint()).contains(URI.create("https://storage.example.com"));
    assertThat(options.credentials().source()).isEqualTo(Source.DEFAULT);
  }

  @Test
  void store_asText_isTheBucketAndPrefix() {
    try (AssetStore store =
        new GcsProvider().open(config(Map.of("bucket", "web", "anonymous", "true")))) {
      assertThat(store).hasToString("gs://web/shop");
    }
  }

  private static StoreConfig config(Map<String, String> options) {
    return new StoreConfig(options, "shop", Access.READ);
  }
}
