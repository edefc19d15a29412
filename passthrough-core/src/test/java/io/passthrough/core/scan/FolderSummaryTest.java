package io.passthrough.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.build.Build;
import io.passthrough.core.url.AssetUrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSummaryTest {

  @TempDir Path folder;

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  private List<String> summary() {
    try (Build build = Build.open(folder)) {
      ScannedRelease release = ReleaseScanner.scan(build, ScanRules.of(AssetUrls.ROOT));
      return release.summary(release.assets());
    }
  }

  @Test
  void summary_folders_sayHowManyAndByWhat() throws IOException {
    write("index.html");
    write("js/main.a3762de8.js");
    write("js/main.a3762de8.js.map");
    write("js/app.4b1c0f2e.js");
    write("js/settings.js");
    write("104a4f2fa83bebb6878f.png");

    assertThat(summary())
        .containsExactly(
            "/: 1 of 2 fingerprinted, by 20 hexadecimal digits as the name",
            "js/: 2 of 3 fingerprinted, by 8 hexadecimal digits after '.'");
  }

  @Test
  void summary_nothingFingerprinted_isEmpty() throws IOException {
    write("index.html");

    assertThat(summary()).isEmpty();
  }

  @Test
  void summary_manyFolders_isCutOff() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("page" + i + "/main.a3762de8.js");
    }

    assertThat(summary()).hasSize(12).last().asString().startsWith("and 9 more folders");
  }
}
