package io.passthrough.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "secret_access_key",
        "account_key",
        "api_key",
        "session_token",
        "password",
        "db_password",
        "credentials",
        "sas",
        "sas_token",
        "connection_string"
      })
  void name_ofASecret_isHidden(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "kms_key", "bucket", "region", "endpoint", "path", "project"})
  void name_ofNoSecret_isShown(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @Test
  void masked_urlWithAUser_hidesIt() {
    assertThat(Secrets.masked("https://me:pw@host/a@b")).isEqualTo("https://***@host/a@b");
  }

  @ParameterizedTest
  @CsvSource({
    "gatway, gateway",
    "gaetway, gateway",
    "Gateway, gateway",
    "GATEWAY, gateway",
    "fill-max, fill_max",
    "gateways, gateway"
  })
  void nearest_misspelt_isFound(String name, String nearest) {
    assertThat(NearestName.of(name, List.of("fill_max", "gateway"))).contains(nearest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"services", "gate", "", "x"})
  void nearest_somethingElse_isNone(String name) {
    assertThat(NearestName.of(name, List.of("fill_max", "gateway"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "/, ''", "/a/b/, a/b", "a, a"})
  void prefix_slashesAtTheEnds_areTakenOff(String value, String prefix) {
    assertThat(OptionCheck.prefix(value)).isEqualTo(prefix);
  }
}
