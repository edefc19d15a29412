package io.passthrough.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.passthrough.core.registry.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTreeTest {

  private static final String PROVIDER_THERE =
      """
      gateway:
        listener: {port: 0}
        mount: /shop
        assets:
          base: /shop/assets/
          acme: {bucket: web, key: a, pin: "${PIN}", ca_bundle: ca.pem, read_timeout: 5s}
          cache: {memory: 1MiB}
          unknown_keys: refuse
        admin: {port: 1}
      publish: {exclude: ["*.map"]}
      """;
  private static final String PROVIDER_NOT_THERE =
      """
      gateway:
        assets:
          s3:
            bucket: web
            region: us-east-1
            secret_access_key: hunter2
            endpoint: https://me:hunter2@example.com
      """;

  @TempDir Path folder;

  @Test
  void tree_effectiveValues_areInTheOrderOfAFile() throws IOException {
    assertThat(load(PROVIDER_THERE).tree().toString())
        .isEqualTo(
            "{gateway={listener={address=127.0.0.1, port=0, per_address=9000}, admin={address=127.0.0.1, port=1},"
                + " environment=default, root="
                + folder.resolve("dist")
                + ", mount=/shop/, spa={exclude=[/api/]}, assets={base=/shop/assets/, acme={bucket=web,"
                + " ca_bundle="
                + folder.resolve("ca.pem")
                + ", key=a, pin=***, read_timeout=5s}, cache={memory=1048576}, fill_max=8388608,"
                + " refresh=10s, unknown_keys=refuse, routable_static_path=false}},"
                + " publish={concurrency=16, exclude=[*.map], fingerprinted=[], mutable=[], verify=[]},"
                + " retention={releases=10, max_age=1209600s, staging=1209600s, versions=0,"
                + " abandon_after=86400s, lease=3600s, plan=600s, settle=900s}}");
  }

  @Test
  void tree_providerNotThere_hidesWhatLooksSecret() throws IOException {
    assertThat(load(PROVIDER_NOT_THERE).tree().toString())
        .contains(
            "s3={bucket=web, endpoint=https://***@example.com, key=, region=us-east-1,"
                + " secret_access_key=***}")
        .doesNotContain("hunter2");
  }

  @Test
  void tree_loadedAgain_isTheSameConfiguration() throws IOException {
    PassthroughConfig config = load(PROVIDER_THERE.replace(", pin: \"${PIN}\"", ""));

    PassthroughConfig again = load(new ObjectMapper().writeValueAsString(config.tree()));

    assertThat(again.gateway()).isEqualTo(config.gateway());
    assertThat(again.publish()).isEqualTo(config.publish());
    assertThat(again.tree()).isEqualTo(config.tree());
  }

  private PassthroughConfig load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("passthrough.yaml"), yaml);
    return Configurations.load(file, Map.of("PIN", "0000"), Providers.of(new TestProvider()));
  }
}
