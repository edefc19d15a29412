package io.passthrough.azure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A bulkhead: a semaphore that bounds how many connections are in use, as the JDK's HTTP client
 * opens any number. What lies below is closed with the last user, so that no call ends without an
 * answer because its store was closed. Thread-safe.
 */
final class AzureConnections implements AutoCloseable {

  private final Semaphore permits;
  private final Duration limit;
  private final AutoCloseable below;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Those who use a connection, and the store itself. */
  private final AtomicInteger users = new AtomicInteger(1);

  AzureConnections(int most, Duration limit, AutoCloseable below) {
    this.permits = new Semaphore(most, true);
    this.limit = limit;
    this.below = below;
  }

  /** None was free in time, or nobody may have one any more; nothing was sent. */
  static final class NoConnection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoConnection(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** One connection's use, given back once. */
  final class Lease {
    private final AtomicBoolean ended = new AtomicBoolean();

    void close() {
      if (ended.compareAndSet(false, true)) {
        permits.release();
        leave();
      }
    }
  }

  /** Does something with a connection in use. */
  <T> T with(Supplier<T> work) {
    Lease lease = take();
    try {
      return work.get();
    } finally {
      lease.close();
    }
  }

  Lease take() {
    enter();
    try {
      if (permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Lease();
      }
    } catch (InterruptedException e) {
      leave();
      throw new NoConnection("interrupted while waiting for a connection", e);
    }
    leave();
    throw new NoConnection(
        "no connection was free within " + limit.toMillis() + " ms", new IOException("none free"));
  }

  private void enter() {
    int now = users.get();
    while (now > 0 && !users.compareAndSet(now, now + 1)) {
      now = users.get();
    }
    if (now == 0) {
      throw new NoConnection("the store is closed", new IOException("closed"));
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      try {
        below.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close the HTTP client", e);
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      leave();
    }
  }
}
