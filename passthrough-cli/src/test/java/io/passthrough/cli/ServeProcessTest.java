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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  private Process start(String... args) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> launch =
        List.of(
            java.toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName());
    return new ProcessBuilder(Stream.concat(launch.stream(), Stream.of(args)).toList())
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
