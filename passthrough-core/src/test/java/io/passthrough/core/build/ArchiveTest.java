package io.passthrough.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

  @TempDir Path folder;

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Packs one entry without compression, so that its bytes can be found in the archive. */
  private static byte[] stored(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<String> paths(Path archive) {
    try (Build build = Build.open(archive)) {
      return build.files().stream().map(BuildFile::path).toList();
    }
  }

  private static void assertRefused(Path archive, String message) {
    assertThatThrownBy(() -> paths(archive))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(archive.toString())
        .extracting(e -> ((PassthroughException) e).kind())
        .isEqualTo(Kind.INPUT);
  }

  @Test
  void zip_files_areThoseOfAFolder() throws IOException {
    Path zip = write("dist.zip", zip("js/", "js/app.js", "index.html", ".env", ".git/config"));

    assertThat(paths(zip)).containsExactly("index.html", "js/app.js");
  }

  @Test
  void zip_content_canBeReadTwiceAndFromAnOffset() throws IOException {
    Path zip = write("dist.zip", zip("js/app.js"));

    try (Build build = Build.open(zip);
        InputStream whole = build.files().get(0).content().open();
        InputStream rest = build.files().get(0).content().open(3)) {
      assertThat(whole.readAllBytes()).asString().isEqualTo("js/app.js");
      assertThat(rest.readAllBytes()).asString().isEqualTo("app.js");
    }
  }

  @Test
  void zip_dotNamedManifest_isHidden() throws IOException {
    Path zip = write("dist.zip", zip("index.html", ".vite/manifest.json"));

    try (Build build = Build.open(zip)) {
      assertThat(build.hidden()).extracting(BuildFile::path).containsExactly(".vite/manifest.json");
    }
  }

  @Test
  void jar_springBoot_hasItsFourFoldersAlone() throws IOException {
    Path jar =
        write(
            "app.jar",
            zip(
                "META-INF/MANIFEST.MF",
                "META-INF/resources/other.js",
                "BOOT-INF/classes/application.yml",
                "BOOT-INF/classes/static/a.js",
                "BOOT-INF/classes/public/b.js",
                "BOOT-INF/classes/resources/c.js",
                "BOOT-INF/classes/META-INF/resources/d.js"));

    assertThat(paths(jar)).containsExactly("a.js", "b.js", "c.js", "d.js");
  }

  @Test
  void jar_plain_hasItsResources() throws IOException {
    Path jar =
        write("ui.jar", zip("META-INF/MANIFEST.MF", "META-INF/resources/ui/a.js", "A.class"));

    assertThat(paths(jar)).containsExactly("ui/a.js");
  }

  @Test
  void jar_sameFileInTwoFolders_isRefusedNamingBoth() throws IOException {
    Path jar =
        write("app.jar", zip("BOOT-INF/classes/static/a.js", "BOOT-INF/classes/public/a.js"));

    assertRefused(jar, "'BOOT-INF/classes/static/a.js': 'BOOT-INF/classes/public/a.js'");
  }

  @Test
  void war_files_areAllButTheTwoClosedFolders() throws IOException {
    Path war = write("app.war", zip("WEB-INF/web.xml", "META-INF/MANIFEST.MF", "js/a.js"));

    assertThat(paths(war)).containsExactly("js/a.js");
  }

  @Test
  void open_cutShort_isRefused() throws IOException {
    byte[] whole = zip("index.html", "js/app.js");

    assertRefused(
        write("dist.zip", Arrays.copyOf(whole, whole.length - 30)),
        "The archive is truncated or damaged");
  }

  @Test
  void open_notAnArchive_isRefused() throws IOException {
    assertRefused(write("dist.zip", new byte[0]), "The archive is truncated or damaged");
  }

  @Test
  void open_nameOutside_isRefused() throws IOException {
    assertRefused(
        write("dist.zip", zip("index.html", "js/../../evil.js")), "outside: 'js/../../evil.js'");
  }

  @Test
  void open_absoluteName_isRefused() throws IOException {
    assertRefused(write("dist.zip", zip("/etc/cron.d/x")), "absolute name: '/etc/cron.d/x'");
    assertRefused(write("win.zip", zip("C:/x.js")), "absolute name: 'C:/x.js'");
  }

  @Test
  void open_backslashInName_isRefused() throws IOException {
    assertRefused(write("dist.zip", zip("js\\app.js")), "backslash in its name: 'js\\app.js'");
  }

  @Test
  void open_sameNameTwice_isRefused() throws IOException {
    byte[] twice = replaced(zip("js/a1.js", "js/a2.js"), "js/a2.js", "js/a1.js");

    assertRefused(write("dist.zip", twice), "is there twice: 'js/a1.js'");
  }

  @Test
  void open_nameThatIsFileAndFolder_isRefused() throws IOException {
    assertRefused(write("dist.zip", zip("a", "a/b.js")), "is a file and, for 'a/b.js', a folder");
  }

  @Test
  void open_bomb_isRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros.bin"));
      zip.write(new byte[11 << 20]);
    }

    assertRefused(
        write("dist.zip", bytes.toByteArray()),
        "unpacks to more than 200 times its size: 'zeros.bin'");
  }

  @Test
  void open_smallEntryOfHighRatio_isFine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros.bin"));
      zip.write(new byte[9 << 20]);
    }

    assertThat(paths(write("dist.zip", bytes.toByteArray()))).containsExactly("zeros.bin");
  }

  @Test
  void read_damagedEntry_isRefusedByName() throws IOException {
    byte[] damaged = replaced(stored("app.js", "content"), "content", "cOntent");
    Path zip = write("dist.zip", damaged);

    try (Build build = Build.open(zip)) {
      assertThatThrownBy(() -> Inventory.of(build, 1))
          .isInstanceOf(PassthroughException.class)
          .hasMessageContaining("checksum")
          .hasMessageContaining(zip + "!/app.js")
          .extracting(e -> ((PassthroughException) e).kind())
          .isEqualTo(Kind.INPUT);
    }
  }

  @Test
  void read_archiveRewrittenSinceOpen_fails() throws IOException {
    Path zip = write("dist.zip", zip("app.js"));

    try (Build build = Build.open(zip)) {
      Files.write(zip, zip("app.js", "other.js"));

      assertThatThrownBy(() -> build.files().get(0).content().open())
          .isInstanceOf(ChangedFileException.class);
    }
  }

  /** Changes a field of the only header in the central directory (APPNOTE, section 4.3.12). */
  private static byte[] withHeaderField(byte[] zip, int offset, int value) {
    ByteBuffer buffer = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int header = buffer.getInt(zip.length - 6);
    return buffer.putInt(header + offset, value).array();
  }

  @Test
  void open_symbolicLink_isRefusedByName() throws IOException {
    byte[] link = withHeaderField(stored("current.js", "app.js"), 38, 0xa1ff0000);

    assertRefused(write("dist.zip", link), "is a symbolic link: 'current.js'");
  }

  @Test
  void read_entryThatIsLongerThanItSays_isRefusedByName() throws IOException {
    Path zip = write("dist.zip", withHeaderField(zip("app.js"), 24, 3));

    try (Build build = Build.open(zip)) {
      assertThatThrownBy(() -> Inventory.of(build, 1))
          .isInstanceOf(PassthroughException.class)
          .hasMessageContaining("not as long as the archive says")
          .hasMessageContaining(zip + "!/app.js");
    }
  }
}
