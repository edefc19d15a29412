package io.passthrough.core.frontend;

import java.io.IOException;
import java.io.InputStream;

/**
 * Yields exactly as many bytes as were announced or fails, and looks at its source once more before
 * the last of them goes out: whoever stops reading at the announced length is told as well.
 */
final class WholeStream extends InputStream {

  /** A look that may fail. */
  interface Check {
    void run() throws IOException;
  }

  private final InputStream in;
  private final String name;
  private final Check atEnd;
  private long left;

  /** Takes over a stream, which must end after {@code length} bytes. */
  WholeStream(InputStream in, long length, String name, Check atEnd) throws IOException {
    this.in = in;
    this.name = name;
    this.atEnd = atEnd;
    this.left = length;
    if (length == 0) {
      end();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new ChangedFileException(name);
    }
    left -= count;
    if (left == 0 && count > 0) {
      end();
    }
    return count;
  }

  private void end() throws IOException {
    if (in.read() >= 0) {
      throw new ChangedFileException(name);
    }
    atEnd.run();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
