package io.passthrough.gateway;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Yields without end and counts. */
final class CountingStream extends InputStream {

  private final AtomicLong read = new AtomicLong();

  long total() {
    return read.get();
  }

  @Override
  public int read() {
    read.incrementAndGet();
    return 'x';
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    read.addAndGet(length);
    return length;
  }
}
