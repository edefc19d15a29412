package io.passthrough.core.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file that must stay as it was found.
 *
 * @param file where it is, links resolved
 * @param name its name, as a user knows it
 * @param found how it was found
 */
record FileContent(Path file, String name, FileState found) implements SourceContent {

  @Override
  public long length() {
    return found.size();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    check();
    InputStream in = Files.newInputStream(file);
    try {
      in.skipNBytes(offset);
      return new ExactLengthStream(in, found.size() - offset, this);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void check() throws IOException {
    found.check(file, name);
  }

  @Override
  public IOException wrongLength() {
    return ChangedFileException.of(name);
  }
}
