package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What serve checks before it serves. */
final class ServeCommandTest {

  @TempDir private Path folder;

  @Test
  void check_ofAGoodRoot_namesTheReleaseThatPublishWouldMake() throws Exception {
    Site site = new Site(folder).build("dist", "app()");
    String release =
        site.run("publish", "--from", "dist", "--json").json().path("release").asText();

    CliRun run = site.run("serve", "--root", "dist", "--check", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().path("release").asText()).isEqualTo(release);
  }

  @Test
  void check_ofAMissingRoot_fails() {
    CliRun run = new Site(folder).run("serve", "--root", "nowhere", "--check");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void check_ofARootWithNothingUnderTheBase_givesANotice() throws Exception {
    Site site = new Site(folder).build("dist", "app()").config("gateway: {root: dist}\n");

    CliRun run = site.run("serve", "--check", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().path("release").isNull()).isTrue();
    assertThat(run.err()).contains("/assets/");
  }

  @Test
  void serve_onAPortInUse_saysSo() throws Exception {
    Site site = new Site(folder).build("dist", "app()");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      CliRun run = site.run("serve", "--root", "dist", "--port", port, "--json");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.json().at("/error/message").asText()).contains(port);
    }
  }
}
