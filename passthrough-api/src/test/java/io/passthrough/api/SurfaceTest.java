package io.passthrough.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SurfaceTest {

  private static final Path FROZEN = Path.of("src", "test", "resources", "surface.txt");

  /** To write the file anew: {@code -Dpassthrough.api.writeSurface=true}. */
  @Test
  void surface_isAsFrozen() throws Exception {
    if (Boolean.getBoolean("passthrough.api.writeSurface")) {
      Files.writeString(FROZEN, Surface.text());
    }

    assertThat(Surface.text())
        .as("docs/decisions/0091-the-spi-is-frozen.md says what a change means")
        .isEqualTo(Files.readString(FROZEN));
  }
}
