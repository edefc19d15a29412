package io.passthrough.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.PassthroughException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars in a jar or war: what Spring Boot and servlet containers serve of them. */
final class NestedArchiveTest {

  private static final String INDEX =
      "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n- \"BOOT-INF/lib/c.jar\"\n";

  @TempDir private Path folder;

  /** An archive in the making. */
  private static final class Jar {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    Jar with(String name, byte[] bytes) {
      entries.put(name, bytes);
      return this;
    }

    Jar with(String name, String text) {
      return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(int method) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
          ZipEntry entry = new ZipEntry(each.getKey());
          CRC32 checksum = new CRC32();
          checksum.update(each.getValue());
          entry.setMethod(method);
          entry.setSize(each.getValue().length);
          entry.setCrc(checksum.getValue());
          zip.putNextEntry(entry);
          zip.write(each.getValue());
          zip.closeEntry();
        }
      }
      return bytes.toByteArray();
    }

    byte[] bytes() throws IOException {
      return bytes(ZipEntry.DEFLATED);
    }
  }

  private static Jar jar(String name, String text) {
    return new Jar().with(name, text);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static Map<String, String> files(Path archive) {
    try (Build build = Build.open(archive)) {
      return build.files().stream()
          .collect(Collectors.toMap(BuildFile::path, NestedArchiveTest::text));
    }
  }

  private static String text(BuildFile file) {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> warnings(Path archive) {
    try (Build build = Build.open(archive)) {
      return build.warnings();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void bootJar_librariesHoweverPacked_areReadAsSpringDoes(int method) throws IOException {
    byte[] ui =
        jar("META-INF/resources/ui.js", "ui ".repeat(500))
            .with("static/s.js", "s")
            .with("public/p.js", "p")
            .with("resources/r.js", "r")
            .with("other/o.js", "o")
            .with("A.class", "class")
            .bytes(method);
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classes/static/app.js", "app")
                .with("BOOT-INF/lib/ui.jar", ui)
                .with("BOOT-INF/lib/deeper/not.jar", ui)
                .bytes(method));

    assertThat(files(boot))
        .containsOnly(
            Map.entry("app.js", "app"),
            Map.entry("ui.js", "ui ".repeat(500)),
            Map.entry("s.js", "s"),
            Map.entry("p.js", "p"),
            Map.entry("r.js", "r"));
  }

  @Test
  void bootJar_filesInLibrariesAlone_areFound() throws IOException {
    byte[] ui = jar("META-INF/resources/ui.js", "ui").bytes();
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classes/a/A.class", "class").with("BOOT-INF/lib/ui.jar", ui).bytes());

    assertThat(files(boot)).containsOnlyKeys("ui.js");
  }

  @Test
  void bootJar_behindAScript_isRead() throws IOException {
    byte[] ui = jar("META-INF/resources/ui.js", "ui").bytes(ZipEntry.STORED);
    byte[] boot = jar("BOOT-INF/lib/ui.jar", "").with("BOOT-INF/lib/ui.jar", ui).bytes(0);
    ByteArrayOutputStream executable = new ByteArrayOutputStream();
    executable.writeBytes("#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8));
    executable.writeBytes(boot);

    assertThat(files(write("app.jar", executable.toByteArray()))).containsOnlyKeys("ui.js");
  }

  @Test
  void bootJar_onePathInTwoPlaces_isWhatSpringFindsFirst() throws IOException {
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classes/static/index.html", "own")
                .with("BOOT-INF/classes/static/own.js", "own")
                .with("BOOT-INF/lib/a.jar", jar("static/own.js", "a").bytes())
                .with("BOOT-INF/lib/b.jar", jar("META-INF/resources/index.html", "b").bytes())
                .bytes());

    assertThat(files(boot)).contains(Map.entry("index.html", "b"), Map.entry("own.js", "own"));
    assertThat(warnings(boot))
        .singleElement()
        .asString()
        .contains("'BOOT-INF/classes/static/index.html'", "and 1 more");
  }

  @Test
  void bootJar_onePathInTwoLibraries_isThatOfTheFirstInTheIndex() throws IOException {
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classpath.idx", INDEX)
                .with("BOOT-INF/lib/a.jar", jar("static/x.js", "a").bytes())
                .with("BOOT-INF/lib/b.jar", jar("static/x.js", "b").bytes())
                .with("BOOT-INF/lib/c.jar", jar("static/x.js", "b").bytes())
                .bytes());

    assertThat(files(boot)).containsOnly(Map.entry("x.js", "b"));
    assertThat(warnings(boot))
        .singleElement()
        .isEqualTo(
            "A server does not find 'BOOT-INF/lib/a.jar!/static/x.js', as"
                + " 'BOOT-INF/lib/b.jar!/static/x.js' comes before it");
  }

  @Test
  void war_librariesOfAnyWebApplication_areReadAsContainersDo() throws IOException {
    byte[] ui =
        jar("META-INF/resources/ui.js", "ui")
            .with("META-INF/resources/index.html", "library")
            .with("static/s.js", "s")
            .bytes();
    Path war =
        write(
            "app.war",
            jar("index.html", "own")
                .with("WEB-INF/lib/ui.jar", ui)
                .with("WEB-INF/classes/static/c.js", "c")
                .bytes());

    assertThat(files(war)).containsOnly(Map.entry("index.html", "own"), Map.entry("ui.js", "ui"));
  }

  @Test
  void war_ofSpringBoot_isReadAsSpringDoes() throws IOException {
    byte[] ui = jar("META-INF/resources/ui.js", "ui").with("static/s.js", "s").bytes();
    Path war =
        write(
            "app.war",
            jar("index.html", "own")
                .with("org/springframework/boot/loader/launch/WarLauncher.class", "class")
                .with("WEB-INF/lib/ui.jar", ui)
                .with("WEB-INF/classes/static/c.js", "c")
                .with("WEB-INF/web.xml", "<web-app/>")
                .bytes());

    assertThat(files(war)).containsOnlyKeys("index.html", "ui.js", "s.js", "c.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.jar", "app.war"})
  void application_pagesThatNoServerServes_areNoFilesOfIt(String name) throws IOException {
    byte[] ui =
        jar("META-INF/resources/ui.js", "ui")
            .with("META-INF/resources/WEB-INF/ui.jsp", "secret")
            .with("META-INF/resources/META-INF/ui.xml", "secret")
            .bytes();
    String folder = name.equals("app.jar") ? "BOOT-INF/" : "WEB-INF/";
    Path application =
        write(
            name,
            jar(folder + "classes/META-INF/resources/app.js", "app")
                .with(folder + "classes/META-INF/resources/WEB-INF/page.jsp", "secret")
                .with("org/springframework/boot/loader/launch/Launcher.class", "class")
                .with(folder + "lib/ui.jar", ui)
                .bytes());

    assertThat(files(application)).containsOnlyKeys("app.js", "ui.js");
  }

  @Test
  void layouts_ofABootJar_nameEachFolderWithItsNumberOfFiles() throws IOException {
    byte[] ui = jar("META-INF/resources/ui.js", "ui").with("META-INF/resources/b.js", "b").bytes();
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classes/static/app.js", "app").with("BOOT-INF/lib/ui.jar", ui).bytes());

    try (Build build = Build.open(boot)) {
      assertThat(build.layouts())
          .containsExactly(
              "BOOT-INF/classes/static/: 1 file",
              "BOOT-INF/lib/ui.jar!/META-INF/resources/: 2 files");
    }
  }

  @Test
  void layouts_ofAPlainArchive_areNone() throws IOException {
    try (Build build = Build.open(write("dist.zip", jar("index.html", "page").bytes()))) {
      assertThat(build.layouts()).isEmpty();
    }
  }

  @Test
  void library_thatUnpacksToTooMuch_isRefused() throws IOException {
    byte[] bomb = new Jar().with("static/zeros.bin", new byte[11 << 20]).bytes();
    Path boot = write("app.jar", new Jar().with("BOOT-INF/lib/bomb.jar", bomb).bytes());

    assertThatThrownBy(() -> files(boot))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining(
            "unpacks to more than 200 times its size: 'BOOT-INF/lib/bomb.jar!/static/zeros.bin'");
  }

  @Test
  void library_thatIsPackedTwice_countsByWhatItTakesInTheOuterOne() throws IOException {
    byte[] inner = new Jar().with("static/zeros.bin", new byte[11 << 20]).bytes(ZipEntry.STORED);
    Path boot = write("app.jar", new Jar().with("BOOT-INF/lib/bomb.jar", inner).bytes());

    assertThatThrownBy(() -> files(boot))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("unpacks to more than 200 times its size: 'BOOT-INF/lib/bomb.jar'");
  }

  @Test
  void library_thatIsNoArchive_isRefusedByName() throws IOException {
    Path boot =
        write(
            "app.jar",
            jar("BOOT-INF/classes/static/a.js", "a").with("BOOT-INF/lib/x.jar", "text").bytes());

    assertThatThrownBy(() -> files(boot))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("truncated or damaged")
        .hasMessageContaining("app.jar!/BOOT-INF/lib/x.jar'");
  }

  @Test
  void library_withANameThatLeadsOutside_isRefused() throws IOException {
    byte[] evil = jar("static/../../evil.js", "x").bytes();
    Path boot = write("app.jar", new Jar().with("BOOT-INF/lib/evil.jar", evil).bytes());

    assertThatThrownBy(() -> files(boot))
        .hasMessageContaining("leads outside: 'BOOT-INF/lib/evil.jar!/static/../../evil.js'");
  }

  @Test
  void libraryFile_thatIsDamaged_isRefusedByName() throws IOException {
    byte[] ui = jar("static/app.js", "content").bytes(ZipEntry.STORED);
    String outer =
        new String(
            new Jar().with("BOOT-INF/lib/ui.jar", ui).bytes(ZipEntry.STORED),
            StandardCharsets.ISO_8859_1);
    Path boot =
        write("app.jar", outer.replace("content", "cOntent").getBytes(StandardCharsets.ISO_8859_1));

    try (Build build = Build.open(boot)) {
      assertThatThrownBy(() -> Inventory.of(build, 1))
          .isInstanceOf(PassthroughException.class)
          .hasMessageContaining("checksum")
          .hasMessageContaining("app.jar!/BOOT-INF/lib/ui.jar!/static/app.js");
    }
  }

  @Test
  void libraryFile_fromAnOffset_isReadFromThere() throws IOException {
    byte[] ui = jar("static/app.js", "0123456789").bytes();
    Path boot = write("app.jar", new Jar().with("BOOT-INF/lib/ui.jar", ui).bytes());

    try (Build build = Build.open(boot);
        InputStream in = build.files().get(0).content().open(7)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("789");
    }
  }
}
