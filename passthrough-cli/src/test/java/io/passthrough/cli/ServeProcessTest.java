package io.passthrough.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving, in a process of its own as a user starts it. */
final class ServeProcessTest {

  @TempDir private Path folder;

  @Test
  void serve_withJson_printsOneDocumentThenServesUntilTheSignal() throws Exception {
    new Site(folder).build("dist", "app()");
    Process process = start("serve", "--root", "dist", "--port", "0", "--json");
    try (BufferedReader out = process.inputReader()) {
      JsonNode document = new ObjectMapper().readTree(out.readLine());

      HttpResponse<String> page = get(document.path("url").asText() + "/");
      HttpResponse<String> asset = get(document.path("url").asText() + "/" + Site.APP);
      process.toHandle().destroy();

      assertThat(document.fieldNames()).toIterable().containsExactly("url", "admin", "release");
      assertThat(document.path("admin").isNull()).isTrue();
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(asset.body()).isEqualTo("app()");
      assertThat(asset.headers().firstValue("X-Passthrough")).hasValue("local");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_withAnAdminListener_tellsHealthThereAndNowhereElse() throws Exception {
    new Site(folder)
        .build("dist", "app()")
        .config("gateway: {root: dist, admin: {port: 0}, assets: {base: /}}\n");
    Process process = start("serve", "--port", "0", "--json");
    try (BufferedReader out = process.inputReader()) {
      JsonNode document = new ObjectMapper().readTree(out.readLine());
      String admin = document.path("admin").asText();

      HttpResponse<String> release = get(admin + "/releasez");

      assertThat(get(admin + "/livez").statusCode()).isEqualTo(200);
      assertThat(get(admin + "/readyz").statusCode()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(release.body()).path("release"))
          .isEqualTo(document.path("release"));
      assertThat(get(document.path("url").asText() + "/livez").body()).doesNotContain("alive");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_withoutJson_printsTheLineThatOthersWaitFor() throws Exception {
    new Site(folder).build("dist", "app()");
    Process process = start("serve", "--root", "dist", "--port", "0");
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();

      assertThat(line).matches("Listening on http://127\\.0\\.0\\.1:[0-9]+");
    } finally {
      process.destroyForcibly();
    }
  }

  /** A container's loopback address is nobody's; what the configuration names is meant. */
  @Test
  void serve_withAnAddressOfTheLauncher_takesItWhereTheConfigurationNamesNone() throws Exception {
    new Site(folder)
        .build("dist", "app()")
        .config("gateway: {root: dist, admin: {address: 127.0.0.1, port: 0}, assets: {base: /}}\n");
    List<String> launcher = List.of("-Dpassthrough.address=0.0.0.0");
    Process process = start(launcher, "serve", "--port", "0", "--json");
    try (BufferedReader out = process.inputReader()) {
      JsonNode document = new ObjectMapper().readTree(out.readLine());

      assertThat(document.path("url").asText()).startsWith("http://0.0.0.0:");
      assertThat(document.path("admin").asText()).startsWith("http://127.0.0.1:");
    } finally {
      process.destroyForcibly();
    }
  }

  /** A container with a file system that is read-only has no place to unpack libraries. */
  @Test
  void serve_withoutAUsableTempFolder_sendsSiblingsAsTheyAreAndSaysSo() throws Exception {
    new Site(folder)
        .build("dist", "app()".repeat(100))
        .file("dist/" + Site.APP + ".br", "taken as it is");
    Process process = start(List.of(noTempFolder()), "serve", "--root", "dist", "--port", "0");
    try (BufferedReader out = process.inputReader();
        BufferedReader err = process.errorReader()) {
      String url = out.readLine().replace("Listening on ", "");

      HttpResponse<String> coded = get(url + "/" + Site.APP, "Accept-Encoding", "br");
      HttpResponse<String> plain = get(url + "/" + Site.APP);

      assertThat(coded.headers().firstValue("Content-Encoding")).hasValue("br");
      assertThat(coded.body()).isEqualTo("taken as it is");
      assertThat(plain.body()).startsWith("app()app()");
      assertThat(err.lines().filter(line -> line.contains("decoder of 'br'")).findFirst())
          .hasValueSatisfying(
              line -> assertThat(line).contains("temp folder '", "sent without a check"));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_ofAPublishedRelease_keepsALeaseUntilTheSignal() throws Exception {
    Site site = new Site(folder).build("dist", "app()");
    site.run("publish", "--from", "dist", "--release", "v1");
    Path leases =
        Files.createDirectories(folder.resolve(".passthrough-store/.passthrough/leases/default"));
    try (WatchService watch = leases.getFileSystem().newWatchService()) {
      leases.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process = start("serve", "--root", "dist", "--port", "0");
      try {
        assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull();
        String lease = site.store().toString();
        process.toHandle().destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(lease).contains(".passthrough/leases/default/").contains("\"release\":\"v1\"");
        assertThat(site.store().keySet()).noneMatch(name -> name.contains("/leases/"));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void publish_withoutAUsableTempFolder_leavesSiblingsOutAndSaysSo() throws Exception {
    Site site = new Site(folder).build("dist", "app()").file("dist/" + Site.APP + ".br", "?");
    Process process = start(List.of(noTempFolder()), "publish", "--from", "dist", "--json");

    try (BufferedReader out = process.inputReader();
        BufferedReader err = process.errorReader()) {
      JsonNode document = new ObjectMapper().readTree(out.readLine());

      assertThat(document.path("assets").asInt()).isEqualTo(2);
      assertThat(err.lines()).anyMatch(line -> line.contains("'.br' are not published"));
      assertThat(site.store().keySet()).noneMatch(name -> name.endsWith(".br"));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Names a folder that nobody can make, as a file is in its way. */
  private String noTempFolder() {
    return "-Djava.io.tmpdir=" + folder.resolve("dist/index.html/none");
  }

  private Process start(String... args) throws Exception {
    return start(List.of(), args);
  }

  private Process start(List<String> options, String... args) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> launch = new ArrayList<>();
    launch.add(java.toString());
    launch.addAll(options);
    launch.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    launch.addAll(List.of(args));
    return new ProcessBuilder(launch).directory(folder.toFile()).start();
  }

  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
