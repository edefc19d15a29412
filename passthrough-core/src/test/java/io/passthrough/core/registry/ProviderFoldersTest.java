package io.passthrough.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderFoldersTest {

  private static final String SERVICES = "META-INF/services/" + AssetProvider.class.getName();

  /** A class that only the jars have: a copy of the test's own under a name of the same length. */
  private static final String GOLD = ProvidersTest.class.getName() + "$Gold";

  @TempDir Path folder;

  @Test
  void find_jarInTheFolder_hasItsProvider() throws IOException {
    jar("acme.jar", Map.of(SERVICES, utf8(GOLD), path(GOLD), gold()));

    Providers providers = Providers.find(folder.toString());

    assertThat(providers.require("good").getClass().getName()).isEqualTo(GOLD);
    assertThat(providers.faults()).isEmpty();
  }

  @Test
  void find_jarsThatBelongTogether_seeEachOther() throws IOException {
    jar("acme/acme.jar", Map.of(SERVICES, utf8(GOLD)));
    jar("acme/acme-client.jar", Map.of(path(GOLD), gold()));

    assertThat(Providers.find(folder.toString()).provider("good")).isPresent();
  }

  @Test
  void find_jarsOfDifferentEntries_doNotSeeEachOther() throws IOException {
    jar("acme.jar", Map.of(SERVICES, utf8(GOLD)));
    jar("acme-client.jar", Map.of(path(GOLD), gold()));

    Providers providers = Providers.find(folder.toString());

    assertThat(providers.provider("good")).isEmpty();
    assertThat(providers.faults())
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .startsWith("in '" + folder.resolve("acme.jar") + "': ")
                    .contains(GOLD + " not found"));
  }

  @Test
  void find_brokenNeighbours_hideNoOtherAndAreNamed() throws IOException {
    Files.writeString(folder.resolve("a-torn.jar"), "no jar");
    jar("b-library.jar", Map.of("acme.txt", utf8("text")));
    jar("c-missing.jar", Map.of(SERVICES, utf8("acme.Missing")));
    jar("d-good.jar", Map.of(SERVICES, utf8(GOLD), path(GOLD), gold()));
    Files.writeString(folder.resolve("README"), "no jar, and none is expected");

    Providers providers = Providers.find(folder.toString());

    assertThat(providers.provider("good")).isPresent();
    assertThat(providers.faults())
        .hasSize(3)
        .anySatisfy(fault -> assertThat(fault).contains("cannot read", "a-torn.jar"))
        .anySatisfy(fault -> assertThat(fault).contains("no jar in", "b-library.jar", SERVICES))
        .anySatisfy(fault -> assertThat(fault).contains("c-missing.jar", "acme.Missing"));
  }

  @Test
  void find_severalFolders_areAllRead() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    jar("full/acme.jar", Map.of(SERVICES, utf8(GOLD), path(GOLD), gold()));

    Providers providers = Providers.find(empty + File.pathSeparator + folder.resolve("full"));

    assertThat(providers.provider("good")).isPresent();
    assertThat(providers.faults()).isEmpty();
  }

  @Test
  void require_folderMissing_isNamed() {
    Path lost = folder.resolve("lost");

    assertThatThrownBy(() -> Providers.find(lost.toString()).require("acme"))
        .hasMessage(
            "There is no provider 'acme' on the class path or in '%s'; broken: there is no folder '%s'",
            lost, lost);
  }

  private void jar(String name, Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static byte[] gold() throws IOException {
    try (InputStream in = ProvidersTest.class.getResourceAsStream("ProvidersTest$Good.class")) {
      String good = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return good.replace("ProvidersTest$Good", "ProvidersTest$Gold")
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static String path(String type) {
    return type.replace('.', '/') + ".class";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
