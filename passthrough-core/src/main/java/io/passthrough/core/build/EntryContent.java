package io.passthrough.core.build;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of an entry of an archive that must stay as it was found. Read from the start, they are
 * held against the entry's checksum.
 *
 * @param entry the entry
 */
record EntryContent(ArchiveEntry entry) implements SourceContent {

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public long length() {
    return entry.size();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    check();
    InputStream in = entry.open();
    try {
      if (offset > 0) {
        in.skipNBytes(offset);
        return new ExactLengthStream(in, length() - offset, this);
      }
      CRC32 checksum = new CRC32();
      return new ExactLengthStream(
          new CheckedInputStream(in, checksum), length(), new Checked(this, checksum));
    } catch (EOFException e) {
      in.close();
      throw wrongLength();
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void check() throws IOException {
    entry.check();
  }

  @Override
  public IOException wrongLength() {
    return new ZipException("it is not as long as the archive says");
  }

  /** An ending that compares the checksum as well. */
  private record Checked(EntryContent content, CRC32 checksum) implements ExactLengthStream.Ending {

    @Override
    public IOException wrongLength() {
      return content.wrongLength();
    }

    @Override
    public void check() throws IOException {
      content.check();
      if (checksum.getValue() != content.entry.checksum()) {
        throw new ZipException("its checksum does not match");
      }
    }
  }
}
