package io.passthrough.gateway;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Yields its bytes in pieces, with a pause before each. */
final class SteadyStream extends InputStream {

  private final int pieceBytes;
  private final Duration pause;
  private int left;

  SteadyStream(int length, int pieces, Duration pause) {
    this.left = length;
    this.pieceBytes = length / pieces;
    this.pause = pause;
  }

  @Override
  public int read() {
    return left-- > 0 ? 'x' : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (left <= 0) {
      return -1;
    }
    LockSupport.parkNanos(pause.toNanos());
    int count = Math.min(left, Math.min(length, pieceBytes));
    Arrays.fill(bytes, offset, offset + count, (byte) 'x');
    left -= count;
    return count;
  }
}
