package com.example.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.PassthroughException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

  @TempDir Path folder;

  @Test
  void main_providerOnTheClassPath_putsIntoItsBackend() throws IOException {
    Library.main(new String[] {"fs", "path", folder.toString()});

    assertThat(folder.resolve("js/app.js")).hasContent("console.log('hello')");
  }

  @Test
  void main_providerMissing_namesTheArtifactToAdd() {
    assertThatThrownBy(() -> Library.main(new String[] {"gcs", "bucket", "web"}))
        .isInstanceOfSatisfying(
            PassthroughException.class,
            e -> assertThat(e.next()).isEqualTo("add the artifact io.passthrough:passthrough-gcs"))
        .hasMessage("There is no provider 'gcs' on the class path");
  }

  @Test
  void main_optionMisspelt_namesTheNearest() {
    assertThatThrownBy(() -> Library.main(new String[] {"fs", "pth", "x"}))
        .isInstanceOfSatisfying(
            PassthroughException.class, e -> assertThat(e.next()).isEqualTo("did you mean 'path'?"))
        .hasMessage("The provider 'fs' has no option 'pth'");
  }
}
