package io.passthrough.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Content;
import io.passthrough.api.manifest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that change while an upload in parts reads them. */
final class VerifiedContentTest {

  private byte[] file;
  private VerifiedContent content;

  @BeforeEach
  void makeContent() {
    file = "aaaabbbbcc".getBytes(StandardCharsets.UTF_8);
    content = new VerifiedContent(new File(), Sha256.of(file), file.length);
  }

  private final class File implements Content {

    @Override
    public long length() {
      return file.length;
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(file, (int) offset, file.length - (int) offset);
    }
  }

  private void change(String now) {
    file = now.getBytes(StandardCharsets.UTF_8);
  }

  private String part(long offset, int length) throws IOException {
    try (InputStream in = content.open(offset)) {
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
  }

  @Test
  void parts_ofAFileThatStays_areHandedOut() throws IOException {
    assertThat(part(0, 4) + part(4, 4) + part(8, 2)).isEqualTo("aaaabbbbcc");
    assertThat(content.failure()).isEmpty();
  }

  @Test
  void parts_firstChangedBeforeTheyWereRead_failAtTheLast() throws IOException {
    change("xaaabbbbcc");
    part(0, 4);
    part(4, 4);

    assertThatThrownBy(() -> part(8, 2)).isInstanceOf(ChangedFileException.class);
    assertThat(content.failure()).isPresent();
  }

  @Test
  void parts_middleChangedAndChangedBack_failAtTheLast() throws IOException {
    part(0, 4);
    change("aaaaXbbbcc");
    part(4, 4);
    change("aaaabbbbcc");

    assertThatThrownBy(() -> part(8, 2)).isInstanceOf(ChangedFileException.class);
  }

  @Test
  void part_sentAgainWithOtherBytes_countsAsItWasSentLast() throws IOException {
    part(0, 4);
    part(4, 4);
    change("aaaaXbbbcc");
    part(4, 4);
    change("aaaabbbbcc");

    assertThatThrownBy(() -> part(8, 2)).isInstanceOf(ChangedFileException.class);
  }

  @Test
  void part_sentAgainAfterHalfOfIt_isRight() throws IOException {
    part(0, 4);
    part(4, 2);
    assertThat(part(4, 4)).isEqualTo("bbbb");

    assertThat(part(8, 2)).isEqualTo("cc");
  }

  @Test
  void lastPart_openedFirst_isCheckedWithWhatIsInFrontOfIt() throws IOException {
    assertThat(part(8, 2)).isEqualTo("cc");
    change("xaaabbbbcc");
    VerifiedContent changed =
        new VerifiedContent(
            new File(), Sha256.of("aaaabbbbcc".getBytes(StandardCharsets.UTF_8)), file.length);

    assertThatThrownBy(() -> changed.open(8).readAllBytes())
        .isInstanceOf(ChangedFileException.class);
  }
}
