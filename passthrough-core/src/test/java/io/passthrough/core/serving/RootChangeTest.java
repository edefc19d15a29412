package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.config.PublishConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Roots that change while they are served, with equal names, sizes and times. */
final class RootChangeTest {

  @TempDir private Path folder;

  private Site release(String number) throws IOException {
    Site site = new Site(Files.createDirectories(folder.resolve("releases/" + number)));
    site.write("index.html", "<title>release " + number + "</title>");
    site.write("static/app.0a1b2c3d.js", "same");
    return site;
  }

  private void link(String name, String target) throws IOException {
    Path next = Files.createSymbolicLink(folder.resolve("next"), Path.of(target));
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static AssetService serve(Path root, long memory) {
    return AssetService.open(
        Config.of(root, "/", "/static/", memory, false), PublishConfig.DEFAULT, Optional.empty());
  }

  private static String eventually(AssetService service, String target, String text) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    String answer = Answer.get(service, target).text();
    while (!answer.equals(text) && System.nanoTime() < end) {
      Thread.onSpinWait();
      answer = Answer.get(service, target).text();
    }
    return answer;
  }

  @Test
  void root_thatIsALinkToAnotherReleaseNow_isServed() throws IOException {
    release("1");
    release("2");
    link("current", "releases/1");

    try (AssetService service = serve(folder.resolve("current"), 1 << 20)) {
      assertThat(Answer.get(service, "/").text()).isEqualTo("<title>release 1</title>");
      link("current", "releases/2");

      assertThat(eventually(service, "/", "<title>release 2</title>"))
          .isEqualTo("<title>release 2</title>");
    }
  }

  @Test
  void link_inTheRootThatLeadsElsewhereNow_isFollowed() throws IOException {
    Site site = release("1");
    site.write("config-a.json", "{\"a\": 1}");
    site.write("config-b.json", "{\"b\": 2}");
    link("releases/1/config.json", "config-a.json");

    try (AssetService service = serve(site.root(), 1 << 20)) {
      assertThat(Answer.get(service, "/config.json").text()).isEqualTo("{\"a\": 1}");
      link("releases/1/config.json", "config-b.json");

      assertThat(eventually(service, "/config.json", "{\"b\": 2}")).isEqualTo("{\"b\": 2}");
    }
  }

  @Test
  void file_thatAnotherTookThePlaceOf_isServed() throws IOException {
    Site site = release("1");
    Site other = release("2");

    try (AssetService service = serve(site.root(), 1 << 20)) {
      Files.move(
          other.root().resolve("index.html"),
          site.root().resolve("index.html"),
          StandardCopyOption.REPLACE_EXISTING);

      assertThat(eventually(service, "/", "<title>release 2</title>"))
          .isEqualTo("<title>release 2</title>");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the platform tells no time of a change")
  void file_thatWasWrittenInItsPlace_isNeverServedUnderTheOldTag() throws IOException {
    Site site = release("1");

    try (AssetService service = serve(site.root(), 0)) {
      String old = Answer.get(service, "/").value("ETag").orElseThrow();
      site.write("index.html", "<title>release 3</title>");

      Answer next = Answer.get(service, "/");

      assertThat(next.status() == 503 || !next.value("ETag").orElseThrow().equals(old)).isTrue();
      assertThat(eventually(service, "/", "<title>release 3</title>"))
          .isEqualTo("<title>release 3</title>");
    }
  }
}
