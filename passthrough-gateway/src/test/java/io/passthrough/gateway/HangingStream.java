package io.passthrough.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Yields its first bytes, then nothing until it is closed. */
final class HangingStream extends InputStream {

  private final CountDownLatch aborted = new CountDownLatch(1);
  private final byte[] first;
  private boolean given;

  HangingStream(String first) {
    this.first = first.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int read() throws IOException {
    throw new IOException("read in pieces");
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!given && first.length > 0) {
      given = true;
      System.arraycopy(first, 0, bytes, offset, first.length);
      return first.length;
    }
    try {
      aborted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("aborted");
  }

  @Override
  public void close() {
    aborted.countDown();
  }
}
