package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.ManualClock;
import io.passthrough.core.build.BuildState;
import io.passthrough.core.config.PublishConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root that is being written while it is to be indexed. */
final class RootLoaderTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final String VENDOR = "/assets/vendor.0a1b2c9f.js";

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(START);

  @BeforeEach
  void build() throws IOException {
    new Site(folder).write("index.html", "<!doctype html>");
    Files.createDirectories(folder.resolve("assets"));
  }

  /** Appends to a file, at the clock's time. */
  private void append(String text) {
    Path file = folder.resolve(VENDOR.substring(1));
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private RootLoader loader(Runnable meanwhile) {
    return loader(folder, meanwhile);
  }

  private RootLoader loader(Path root, Runnable meanwhile) {
    return new RootLoader(
        root,
        RootRules.of(Config.of(folder, "/assets/"), PublishConfig.DEFAULT),
        1 << 20,
        clock,
        duration -> {
          clock.advance(duration);
          meanwhile.run();
        });
  }

  private static String text(RootIndex index, String path) {
    LocalFile file = index.files().get(path);
    return file == null
        ? "absent"
        : Answer.of(new Reply.Now(file.answer(false, RequestFields.of(List.of())))).text();
  }

  @Test
  void start_rootThatWasWrittenLongAgo_isIndexedAtOnce() {
    clock.advance(Duration.ofHours(-1));
    append("vendor");
    clock.advance(Duration.ofHours(1));

    try (RootIndex index =
        loader(
                () -> {
                  throw new AssertionError("No wait is needed");
                })
            .start()) {
      assertThat(text(index, VENDOR)).isEqualTo("vendor");
    }
  }

  @Test
  void start_fileThatGrows_isIndexedWhenItIsWhole() {
    append("0");
    Runnable growing =
        () -> {
          if (clock.instant().isBefore(START.plusSeconds(5))) {
            append("1");
          }
        };

    try (RootIndex index = loader(growing).start()) {
      assertThat(text(index, VENDOR)).hasSize(50);
      assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(6));
    }
  }

  @Test
  void start_fileThatGrowsWithPauses_isIndexedWhenItIsWhole() {
    append("first half ");
    Runnable resuming =
        () -> {
          if (clock.instant().equals(START.plusMillis(1_500))) {
            append("second half");
          }
        };

    try (RootIndex index = loader(resuming).start()) {
      assertThat(text(index, VENDOR)).isEqualTo("first half second half");
    }
  }

  @Test
  void start_fileThatNeverEnds_isLeftOutAndNoticed() throws IOException {
    append("0");

    try (RootIndex index = loader(() -> append("1")).start()) {
      assertThat(text(index, "/")).isEqualTo("<!doctype html>");
      assertThat(text(index, VENDOR)).isEqualTo("absent");
      assertThat(index.notices())
          .contains("'" + VENDOR.substring(1) + "' is still being written and is not served yet");
      assertThat(index.state()).isNotEqualTo(BuildState.of(folder));
    }
  }

  @Test
  void start_fileOfAServerWhoseClockIsAhead_isIndexedWhenItStaysTheSame() throws IOException {
    append("vendor");
    Files.setLastModifiedTime(
        folder.resolve(VENDOR.substring(1)), FileTime.from(START.plusSeconds(60)));

    try (RootIndex index = loader(() -> {}).start()) {
      assertThat(text(index, VENDOR)).isEqualTo("vendor");
      assertThat(clock.instant()).isBefore(START.plusSeconds(4));
    }
  }

  @Test
  void reload_rootThatNeverIsStill_fails() {
    append("0");
    RootLoader loader = loader(() -> append("1"));

    assertThatThrownBy(loader::reload)
        .hasMessageContaining("still being written, so the files from before are served");
  }

  @Test
  void start_archiveThatIsBeingCopied_isIndexedWhenItIsWhole() throws IOException {
    Path whole = folder.resolve("whole.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write("zip".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path copy = folder.resolve("copy.zip");
    copy(bytes, 20, copy);
    Runnable copying =
        () -> {
          if (clock.instant().equals(START.plusSeconds(1))) {
            copy(bytes, bytes.length, copy);
          }
        };

    try (RootIndex index = loader(copy, copying).start()) {
      assertThat(text(index, "/")).isEqualTo("zip");
    }
  }

  private void copy(byte[] bytes, int count, Path target) {
    try {
      Files.write(target, Arrays.copyOf(bytes, count));
      Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
