package io.passthrough.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.serving.Body;
import io.passthrough.core.serving.Request;
import io.passthrough.core.serving.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host says of its health, as it starts, serves and ends. */
final class AdminServiceTest {

  private final AdminService service = new AdminService(EnvironmentName.DEFAULT);

  private Response ask(String method, String target) {
    return service
        .answer(new Request(method, target, List.of()))
        .stage()
        .toCompletableFuture()
        .join();
  }

  private static String text(Response response) {
    Body.Bytes bytes = (Body.Bytes) response.body();
    return StandardCharsets.UTF_8.decode(bytes.buffer().duplicate()).toString();
  }

  private void serve() {
    service.ready(() -> Optional.of(ReleaseName.of("v1")), () -> List.of("Say \"hello\""));
  }

  @Test
  void livez_atAnyTime_isFine() {
    assertThat(ask("GET", "/livez").status()).isEqualTo(200);

    service.draining();

    assertThat(ask("GET", "/livez").status()).isEqualTo(200);
  }

  @Test
  void readyz_beforeTheRootIsIndexed_isNotFine() {
    assertThat(ask("GET", "/readyz").status()).isEqualTo(503);
    assertThat(text(ask("GET", "/readyz"))).isEqualTo("starting\n");
  }

  @Test
  void readyz_whileItServes_isFine() {
    serve();

    assertThat(ask("GET", "/readyz?verbose").status()).isEqualTo(200);
  }

  @Test
  void readyz_whileItDrains_isNotFine() {
    serve();

    service.draining();

    assertThat(ask("GET", "/readyz").status()).isEqualTo(503);
  }

  @Test
  void releasez_whileItServes_namesReleaseEnvironmentAndNotices() {
    serve();

    assertThat(text(ask("GET", "/releasez")))
        .isEqualTo(
            "{\"release\":\"v1\",\"environment\":\"default\",\"notices\":[\"Say"
                + " \\\"hello\\\"\"]}");
    assertThat(ask("GET", "/releasez").field("content-type")).contains("application/json");
  }

  @Test
  void releasez_beforeTheRootIsIndexed_knowsNoRelease() {
    assertThat(text(ask("GET", "/releasez"))).contains("\"release\":null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/livez/", "*"})
  void other_path_isMissing(String target) {
    assertThat(ask("GET", target).status()).isEqualTo(404);
  }

  @Test
  void head_ofHealth_hasNoBody() {
    assertThat(ask("HEAD", "/livez").body()).isInstanceOf(Body.None.class);
  }

  @Test
  void post_ofHealth_isRefused() {
    assertThat(ask("POST", "/livez").field("allow")).contains("GET, HEAD");
  }

  @Test
  void answer_ofAnySort_isNotKept() {
    assertThat(ask("GET", "/readyz").field("cache-control")).contains("no-store");
  }
}
