package io.passthrough.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

  @TempDir Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String text(BuildFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void files_nestedFolders_comeInKeyOrderWithSizeAndBytes() throws IOException {
    write("js/app.js", "app");
    write("index.html", "<html>");
    write("js-old/a.js", "");

    try (Build build = Build.open(folder)) {
      assertThat(build.files())
          .extracting(BuildFile::path)
          .containsExactly("index.html", "js-old/a.js", "js/app.js");
      assertThat(build.files().get(2).size()).isEqualTo(3);
      assertThat(text(build.files().get(2))).isEqualTo("app");
    }
  }

  @Test
  void content_openedFromAnOffset_yieldsTheRest() throws IOException {
    write("a.js", "0123456789");

    try (Build build = Build.open(folder);
        InputStream rest = build.files().get(0).content().open(7)) {
      assertThat(rest.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("789");
    }
  }

  @Test
  void files_dotNames_areLeftOutExceptUnderWellKnown() throws IOException {
    write("index.html", "x");
    write(".env", "SECRET");
    write(".git/config", "x");
    write("js/.DS_Store", "x");
    write(".well-known/security.txt", "x");
    write("sub/.well-known/security.txt", "x");

    try (Build build = Build.open(folder)) {
      assertThat(build.files())
          .extracting(BuildFile::path)
          .containsExactly(".well-known/security.txt", "index.html");
    }
  }

  @Test
  void hidden_dotNamedJson_isThereForManifestsAlone() throws IOException {
    write(".vite/manifest.json", "{}");
    write("assets/.manifest.json", "{}");
    write(".git/package.json", "{}");

    try (Build build = Build.open(folder)) {
      assertThat(build.files()).isEmpty();
      assertThat(build.hidden())
          .extracting(BuildFile::path)
          .containsExactly(".vite/manifest.json", "assets/.manifest.json");
    }
  }

  @Test
  void open_missingFolder_saysSo() {
    assertThatThrownBy(() -> Build.open(folder.resolve("dist")))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("no such folder or archive")
        .hasMessageContaining("dist")
        .extracting(e -> ((PassthroughException) e).kind())
        .isEqualTo(Kind.INPUT);
  }

  @Test
  void open_fileThatIsNoArchive_saysSo() throws IOException {
    Path file = write("index.html", "x");

    assertThatThrownBy(() -> Build.open(file))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("neither a folder nor a .zip, .jar or .war");
  }

  @Test
  void files_linkInside_isFollowed() throws IOException {
    write("v1/app.js", "app");
    Files.createSymbolicLink(folder.resolve("current"), Path.of("v1"));
    Files.createSymbolicLink(folder.resolve("alias.js"), Path.of("v1/app.js"));

    try (Build build = Build.open(folder)) {
      assertThat(build.files())
          .extracting(BuildFile::path)
          .containsExactly("alias.js", "current/app.js", "v1/app.js");
      assertThat(text(build.files().get(0))).isEqualTo("app");
    }
  }

  @Test
  void open_linkOutside_isRefusedByName() throws IOException {
    Files.createSymbolicLink(folder.resolve("passwd.txt"), Path.of("/etc/passwd"));

    assertThatThrownBy(() -> Build.open(folder))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("points outside the build: 'passwd.txt'");
  }

  @Test
  void open_linkToNothing_isRefusedByName() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.js"), Path.of("nowhere.js"));

    assertThatThrownBy(() -> Build.open(folder)).hasMessageContaining("to nothing: 'gone.js'");
  }

  @Test
  void open_linkToItsParent_isRefusedAsALoop() throws IOException {
    write("a/b/c.js", "x");
    Files.createSymbolicLink(folder.resolve("a/b/up"), Path.of("../../a"));

    assertThatThrownBy(() -> Build.open(folder)).hasMessageContaining("'a/b/up'");
  }

  @Test
  void open_linkToItself_isRefusedAsALoop() throws IOException {
    Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));

    assertThatThrownBy(() -> Build.open(folder)).hasMessageContaining("back to itself");
  }

  @Test
  void openToServe_strayLinks_areWarnings() throws IOException {
    write("app.js", "x");
    Files.createSymbolicLink(folder.resolve("passwd.txt"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));

    try (Build build = Build.openToServe(folder)) {
      assertThat(build.files()).extracting(BuildFile::path).containsExactly("app.js");
      assertThat(build.warnings())
          .hasSize(2)
          .anyMatch(warning -> warning.contains("'passwd.txt'"))
          .allMatch(warning -> warning.endsWith("; it is not served"));
    }
  }

  @Test
  void open_decomposedName_isComposed() throws IOException {
    write("cafe\u0301.js", "x");

    try (Build build = Build.open(folder)) {
      assertThat(build.files().get(0).path()).isEqualTo("caf\u00e9.js");
      assertThat(text(build.files().get(0))).isEqualTo("x");
    }
  }

  @Test
  void open_nameWithABackslash_isRefusedByName() throws IOException {
    write("a\\b.js", "x");

    assertThatThrownBy(() -> Build.open(folder))
        .hasMessageContaining("it has a backslash, 'a\\b.js'");
  }

  @Test
  void read_fileRewrittenSinceOpen_fails() throws IOException {
    Path file = write("a.js", "old");
    try (Build build = Build.open(folder)) {
      Files.writeString(file, "new");
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

      assertThatThrownBy(() -> text(build.files().get(0)))
          .isInstanceOf(ChangedFileException.class)
          .hasMessageContaining("a.js");
    }
  }

  @Test
  void read_fileTruncatedWhileRead_failsBeforeItEnds() throws IOException {
    Path file = write("a.bin", "x".repeat(100_000));
    try (Build build = Build.open(folder);
        InputStream in = build.files().get(0).content().open()) {
      in.readNBytes(10);
      Files.writeString(file, "short");

      assertThatThrownBy(in::readAllBytes).isInstanceOf(ChangedFileException.class);
    }
  }

  @Test
  void open_socketAmongTheFiles_isPassedOverWithAWarning() throws IOException {
    write("a.js", "x");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("app.sock")));

      try (Build build = Build.open(folder)) {
        assertThat(build.files()).hasSize(1);
        assertThat(build.warnings())
            .containsExactly("'app.sock' is neither a file nor a folder and is passed over");
      }
    }
  }
}
