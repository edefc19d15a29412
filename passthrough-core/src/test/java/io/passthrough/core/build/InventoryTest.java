package io.passthrough.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PipelineListener.Hashed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {

  /** The brotli stream of {@code hello hello hello hello}, as the reference encoder writes it. */
  private static final byte[] HELLO_BROTLI =
      HexFormat.of().parseHex("1b1600f88d946ede445586966c206f214f1ce038");

  private static final String HELLO = "hello hello hello hello";

  @TempDir Path folder;

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private void write(String path, byte[] bytes) throws IOException {
    Files.write(folder.resolve(path), bytes);
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  @Test
  void of_withAListener_tellsEveryByteThatIsReadInOrder() throws IOException {
    write("a.js", HELLO);
    write("a.js.gz", gzip(HELLO));
    write("b.js", "hello");
    long total = HELLO.length() + gzip(HELLO).length + "hello".length();
    List<Hashed> told = new ArrayList<>();

    try (Build build = Build.open(folder)) {
      Inventory.of(build, 2, event -> told.add((Hashed) event));
    }

    assertThat(told).last().isEqualTo(new Hashed(total, total));
    assertThat(told).isSortedAccordingTo(Comparator.comparingLong(Hashed::bytes));
  }

  @Test
  void files_everyFile_isHashed() throws IOException {
    write("a.js", "hello");
    write("b.js", "");

    try (Build build = Build.open(folder)) {
      Inventory inventory = Inventory.of(build, 4);

      assertThat(inventory.files())
          .extracting(HashedFile::sha256)
          .containsExactly(
              Sha256.of("hello".getBytes(StandardCharsets.UTF_8)), Sha256.of(new byte[0]));
    }
  }

  @Test
  void codings_siblingsThatDecodeToTheirNeighbour_areNoFilesOfTheirOwn() throws IOException {
    write("a.js", HELLO);
    write("a.js.br", HELLO_BROTLI);
    write("a.js.gz", gzip(HELLO));
    write("a.js.zst", Zstd.compress(HELLO.getBytes(StandardCharsets.UTF_8)));

    try (Build build = Build.open(folder)) {
      Inventory inventory = Inventory.of(build, 2);

      assertThat(inventory.files()).hasSize(1);
      assertThat(inventory.files().get(0).codings())
          .extracting(coded -> coded.form().coding())
          .containsExactly(ContentCoding.BR, ContentCoding.GZIP, ContentCoding.ZSTD);
      assertThat(inventory.files().get(0).codings().get(0).form().sha256())
          .isEqualTo(Sha256.of(HELLO_BROTLI));
      assertThat(inventory.warnings()).isEmpty();
    }
  }

  @Test
  void codings_staleSibling_isAFileOfItsOwnWithAWarning() throws IOException {
    write("a.js", "new");
    write("a.js.gz", gzip("old"));

    try (Build build = Build.open(folder)) {
      Inventory inventory = Inventory.of(build, 2);

      assertThat(inventory.files())
          .extracting(file -> file.file().path())
          .containsExactly("a.js", "a.js.gz");
      assertThat(inventory.files().get(1).sha256()).isEqualTo(Sha256.of(gzip("old")));
      assertThat(inventory.warnings()).singleElement().asString().contains("'a.js.gz'");
    }
  }

  @Test
  void codings_siblingThatIsNotCoded_isAFileOfItsOwn() throws IOException {
    write("a.js", HELLO);
    write("a.js.br", "not brotli at all, but text");
    write("a.js.zst", "");

    try (Build build = Build.open(folder)) {
      assertThat(Inventory.of(build, 2).files()).hasSize(3);
    }
  }

  @Test
  void codings_endingWithoutANeighbour_isAFileOfItsOwn() throws IOException {
    write("data.gz", gzip("data"));

    try (Build build = Build.open(folder)) {
      assertThat(Inventory.of(build, 2).files()).hasSize(1);
      assertThat(Inventory.of(build, 2).warnings()).isEmpty();
    }
  }

  @Test
  void files_ofWhichOnlyACodingIsThere_areDecodedOnesWithThatCoding() throws IOException {
    write("b.js", "b");
    write("a.js.gz", gzip(HELLO));
    write("a.js.br", HELLO_BROTLI);
    write("c.css.zst", Zstd.compress(HELLO.getBytes(StandardCharsets.UTF_8)));

    try (Build build = Build.open(folder)) {
      List<HashedFile> files = Inventory.of(build, 2).files();

      assertThat(files)
          .extracting(file -> file.file().path())
          .containsExactly("a.js", "b.js", "c.css");
      assertThat(files)
          .extracting(file -> file.file().isDecoded())
          .containsExactly(true, false, true);
      assertThat(files.get(0).sha256())
          .isEqualTo(Sha256.of(HELLO.getBytes(StandardCharsets.UTF_8)));
      assertThat(files.get(0).codings())
          .extracting(coded -> coded.form().coding())
          .containsExactlyInAnyOrder(ContentCoding.GZIP, ContentCoding.BR);
      try (InputStream whole = files.get(0).verified().open();
          InputStream part = files.get(0).file().content().open(6)) {
        assertThat(whole).hasContent(HELLO);
        assertThat(part).hasContent(HELLO.substring(6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"backup.tar.gz", "dict/base.dat.gz", "points.csv.gz", "LICENSE.gz", "x.js.br.gz"})
  void files_thatAreGzippedToBeKept_areFilesOfTheirOwn(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    write(name, gzip(HELLO));

    try (Build build = Build.open(folder)) {
      assertThat(Inventory.of(build, 1).files())
          .extracting(file -> file.file().path())
          .containsExactly(name);
    }
  }

  @Test
  void files_thatAreNotInTheCodingOfTheirName_areFilesOfTheirOwnWithAWarning() throws IOException {
    write("a.js.gz", HELLO);

    try (Build build = Build.open(folder)) {
      Inventory inventory = Inventory.of(build, 1);

      assertThat(inventory.files())
          .extracting(file -> file.file().path())
          .containsExactly("a.js.gz");
      assertThat(inventory.warnings()).singleElement().asString().contains("'a.js.gz'");
    }
  }

  @Test
  void codings_siblingThatDecodesToFarMore_isGivenUpEarly() throws IOException {
    write("a.js", "x");
    write("a.js.zst", Zstd.compress(new byte[64 << 20]));

    try (Build build = Build.open(folder)) {
      assertThat(Inventory.of(build, 2).files()).hasSize(2);
    }
  }

  @Test
  void content_otherBytesOfTheSameSizeAndTime_failsBeforeItEnds() throws IOException {
    write("a.js", "old");
    FileTime time = Files.getLastModifiedTime(folder.resolve("a.js"));
    try (Build build = Build.open(folder)) {
      Inventory inventory = Inventory.of(build, 1);
      write("a.js", "new");
      Files.setLastModifiedTime(folder.resolve("a.js"), time);

      try (InputStream in = inventory.files().get(0).verified().open()) {
        assertThatThrownBy(() -> in.readNBytes(3)).isInstanceOf(ChangedFileException.class);
      }
    }
  }
}
