package io.passthrough.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.ManualClock;
import io.passthrough.core.build.BuildState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StillnessTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(START);
  private final Stillness stillness = new Stillness(clock);

  private boolean observe() throws IOException {
    return stillness.observe(BuildState.of(folder));
  }

  private void write(String text, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve("app.js"), text);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Test
  void observe_sameOldStateTwice_isStill() throws IOException {
    write("app", START.minusSeconds(3600));

    assertThat(observe()).isFalse();
    assertThat(observe()).isTrue();
  }

  @Test
  void observe_sameYoungStateTwice_isStillAMomentAfterItWasWritten() throws IOException {
    write("app", START);

    observe();
    clock.advance(Duration.ofMillis(1_900));
    assertThat(observe()).isFalse();
    clock.advance(Duration.ofMillis(100));
    assertThat(observe()).isTrue();
  }

  @Test
  void observe_oldStateThatChanges_isNotStill() throws IOException {
    write("app", START.minusSeconds(3600));
    observe();

    write("other", START.minusSeconds(3600));

    assertThat(observe()).isFalse();
  }
}
