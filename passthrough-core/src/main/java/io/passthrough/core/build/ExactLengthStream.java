package io.passthrough.core.build;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Yields exactly as many bytes as were announced or fails, and looks at its source once more before
 * the last of them goes out: whoever stops reading at the announced length is told as well.
 */
final class ExactLengthStream extends InputStream {

  /** What is to hold at the end. */
  interface Ending {

    /** Makes the failure when there were fewer or more bytes than announced. */
    IOException wrongLength();

    /** Fails when the bytes are not those that were announced. */
    void check() throws IOException;
  }

  private final InputStream in;
  private final Ending ending;
  private long left;

  /** Why it ended badly: a reader that did not believe it the first time is told again. */
  private @Nullable IOException failure;

  /** Takes over a stream, which must end after {@code length} bytes. */
  ExactLengthStream(InputStream in, long length, Ending ending) throws IOException {
    this.in = in;
    this.ending = ending;
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
    if (failure != null) {
      throw failure;
    }
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw failed(ending.wrongLength());
    }
    left -= count;
    if (left == 0 && count > 0) {
      end();
    }
    return count;
  }

  private void end() throws IOException {
    if (in.read() >= 0) {
      throw failed(ending.wrongLength());
    }
    try {
      ending.check();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    failure = e;
    return e;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
