package io.passthrough.gateway;

import java.io.IOException;
import java.io.InputStream;

/** Yields so many bytes, then fails. */
final class BrokenStream extends InputStream {

  private int left;

  BrokenStream(int left) {
    this.left = left;
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      throw new IOException("cut");
    }
    left--;
    return 'x';
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      throw new IOException("cut");
    }
    int count = Math.min(left, length);
    left -= count;
    return count;
  }
}
