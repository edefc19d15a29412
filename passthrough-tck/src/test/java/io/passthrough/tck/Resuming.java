package io.passthrough.tck;

import java.io.IOException;
import java.io.InputStream;

/** A body that is asked for again, from where it broke off. */
final class Resuming extends InputStream {

  private final Rest rest;
  private InputStream in;
  private long position;

  /** Opens what follows an offset. */
  interface Rest {
    InputStream from(long offset) throws IOException;
  }

  Resuming(InputStream in, Rest rest) {
    this.in = in;
    this.rest = rest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (IOException e) {
      in = rest.from(position);
      count = in.read(buffer, offset, length);
    }
    position += Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
