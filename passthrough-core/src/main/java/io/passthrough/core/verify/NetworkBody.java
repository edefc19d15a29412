package io.passthrough.core.verify;

import io.passthrough.core.verify.UnansweredException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A body as it comes from the network: counted, and cut off by a timer when it has taken too long,
 * however steadily it drips.
 */
final class NetworkBody extends FilterInputStream {

  private final Deadline until;
  private final LongAdder bytes;
  private final Future<?> timer;
  private volatile boolean isLate;
  private long read;

  NetworkBody(InputStream in, Deadline until, ScheduledExecutorService timers, LongAdder bytes) {
    super(in);
    this.until = until;
    this.bytes = bytes;
    this.timer = timers.schedule(this::cutOff, until.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Closing the client's stream wakes up whoever reads it. */
  private void cutOff() {
    isLate = true;
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] octet = new byte[1];
    return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw broken(e);
    }
    if (isLate) {
      throw late();
    }
    if (count > 0) {
      read += count;
      bytes.add(count);
    }
    return count;
  }

  private UnansweredException broken(IOException e) {
    return isLate
        ? late()
        : new UnansweredException(Reason.BROKEN, "the body broke off after " + read + " bytes", e);
  }

  private UnansweredException late() {
    return new UnansweredException(
        Reason.SLOW,
        read + " bytes of the body in " + until.after().toMillis() + " ms, then it was cut off");
  }

  @Override
  public void close() throws IOException {
    timer.cancel(false);
    super.close();
  }
}
