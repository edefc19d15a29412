package io.passthrough.spring;

import static io.passthrough.spring.Site.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets behind the filters of Spring Security. */
class SecuredTest {

  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void start() throws IOException {
    site =
        Site.start(
            Rollout.in(folder),
            SecuredApplication.class,
            "spring.security.user.name=me",
            "spring.security.user.password=secret");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static double answers() {
    return site.bean(MeterRegistry.class).find("passthrough.responses").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void guardedAsset_withoutLogin_isRefusedAndAsksNoStore() throws IOException {
    double before = answers();

    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_BIG);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(answers()).isEqualTo(before);
  }

  @Test
  void guardedAsset_withLogin_isPrivate() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_BIG, "Authorization", LOGIN);

    assertThat(response.body()).isEqualTo(Rollout.BIG);
    assertThat(field(response, "Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
  }

  @Test
  void guardedAsset_ofTheApplication_isPrivate() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OWN_STYLE, "Authorization", LOGIN);

    assertThat(field(response, "Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
  }

  @Test
  void openAsset_withoutLogin_isPublic() throws IOException {
    HttpResponse<byte[]> response = site.get("/" + Rollout.OLD_SCRIPT);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(field(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void missing_withLogin_isUncacheable() throws IOException {
    HttpResponse<byte[]> response = site.get("/static/none.js", "Authorization", LOGIN);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(field(response, "Cache-Control")).isEqualTo("no-store");
  }
}
