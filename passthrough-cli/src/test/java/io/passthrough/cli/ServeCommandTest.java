package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
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
  void check_ofARootWithPages_saysWhichPageAFolderGetsAndWhy() throws Exception {
    Site site = new Site(folder).build("dist", "app()");
    Files.writeString(folder.resolve("dist/404.html"), "<p>nothing here");

    CliRun json = site.run("serve", "--root", "dist", "--check", "--json");
    CliRun text = site.run("serve", "--root", "dist", "--check");

    assertThat(json.json().at("/pages/0/folder").asText()).isEqualTo("/");
    assertThat(json.json().at("/pages/0/page").asText()).isEqualTo("/404.html");
    assertThat(json.json().at("/pages/0/status").asInt()).isEqualTo(404);
    assertThat(json.json().at("/pages/0/reason").asText()).contains("404.html");
    assertThat(text.out()).contains("what is not in '/' gets '/404.html' with 404");
  }

  @Test
  void check_ofAPageThatIsNotThere_namesItAndFails() throws Exception {
    Site site =
        new Site(folder)
            .build("dist", "app()")
            .config("gateway: {root: dist, spa: {page: app.html}, assets: {base: /}}\n");

    CliRun run = site.run("serve", "--check");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'/app.html'", "gateway.spa.page");
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
