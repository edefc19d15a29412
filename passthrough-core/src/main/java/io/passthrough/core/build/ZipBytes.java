package io.passthrough.core.build;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of an archive, wherever it lies. Thread-safe. */
interface ZipBytes {

  /** Returns how many bytes there are. */
  long size();

  /** Opens the bytes from an offset to the end. */
  InputStream open(long offset) throws IOException;

  /** Reads some bytes, all of which must be there. */
  default byte[] read(long offset, int length) throws IOException {
    try (InputStream in = open(offset)) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new ZipException("it ends early");
      }
      return bytes;
    }
  }

  /**
   * A part of a file: an archive, or one that another archive holds without compression.
   *
   * @param file the file
   * @param start where the part begins
   * @param size how many bytes it has
   */
  record InFile(Path file, long start, long size) implements ZipBytes {

    @Override
    public InputStream open(long offset) throws IOException {
      FileChannel channel = FileChannel.open(file);
      try {
        return new Part(Channels.newInputStream(channel.position(start + offset)), size - offset);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** The first bytes of a stream. */
  final class Part extends FilterInputStream {

    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0 && length > 0) {
        return -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(Math.min(bytes, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
