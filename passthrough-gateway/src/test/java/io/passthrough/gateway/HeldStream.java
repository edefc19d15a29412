package io.passthrough.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Yields its first bytes, and the others when it is let go. */
final class HeldStream extends InputStream {

  private final InputStream body;
  private final CountDownLatch release;
  private int first;

  HeldStream(InputStream body, int first, CountDownLatch release) {
    this.body = body;
    this.first = first;
    this.release = release;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (first > 0) {
      int n = body.read(bytes, offset, Math.min(length, first));
      first -= n;
      return n;
    }
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("aborted", e);
    }
    return body.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
