package io.passthrough.tck;

import io.passthrough.api.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A barrier before the last byte of several bodies: holds each writer there until all have come, so
 * that a check before the upload and an act after it lie apart for certain. A store that rightly
 * lets one writer in at a time would wait for ever: then the barrier opens by itself.
 */
final class LastByteBarrier {

  private final CountDownLatch writers;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Duration patience;
  private final AtomicBoolean gaveUp = new AtomicBoolean();

  LastByteBarrier(int writers, Duration patience) {
    this.writers = new CountDownLatch(writers);
    this.patience = patience;
  }

  /** Returns whether the writers came one after the other. */
  boolean gaveUp() {
    return gaveUp.get();
  }

  /** Waits until one writer stands at its last byte; returns whether one came in time. */
  boolean awaitFirst() throws InterruptedException {
    return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets everyone through. */
  void open() {
    while (writers.getCount() > 0) {
      writers.countDown();
    }
  }

  /** Returns whether every writer has come. */
  boolean await() throws InterruptedException {
    return writers.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns a body that waits at its last byte; there must be one. */
  Content holding(byte[] bytes) {
    AtomicBoolean arrived = new AtomicBoolean();
    return holding(
        bytes,
        () -> {
          if (arrived.compareAndSet(false, true)) {
            arrive();
          }
        });
  }

  /** Returns a body that does something at its last byte. */
  static Content holding(byte[] bytes, Arrival arrival) {
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open(long offset) {
        int start = Math.toIntExact(offset);
        InputStream in = new ByteArrayInputStream(bytes, start, bytes.length - start);
        return new Holding(in, bytes.length - start - 1, arrival);
      }
    };
  }

  /** Stands at the last byte until every writer does, or patience ends. */
  void arrive() throws IOException {
    first.countDown();
    writers.countDown();
    try {
      if (!await()) {
        gaveUp.set(true);
        open();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The case has ended", e);
    }
  }

  /** What happens at the last byte. */
  interface Arrival {
    void run() throws IOException;
  }

  private static final class Holding extends FilterInputStream {
    private final Arrival arrival;
    private long left;

    Holding(InputStream in, long bytesBefore, Arrival arrival) {
      super(in);
      this.left = bytesBefore;
      this.arrival = arrival;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        arrival.run();
      }
      int value = super.read();
      left -= value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        arrival.run();
      }
      int wanted = left > 0 ? (int) Math.min(length, left) : length;
      int count = super.read(buffer, offset, wanted);
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
