package io.passthrough.tck;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks after some bytes. */
final class BreakingStream extends FilterInputStream {
  private long left;

  BreakingStream(InputStream in, long left) {
    super(in);
    this.left = left;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left <= 0) {
      throw new IOException("the kit's content breaks here");
    }
    int count = super.read(buffer, offset, (int) Math.min(length, left));
    left -= count;
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
