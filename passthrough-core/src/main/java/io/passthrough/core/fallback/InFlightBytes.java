package io.passthrough.core.fallback;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A fair semaphore over the bytes of bodies that are in memory and not in the cache: on their way
 * in, or still being sent. Thread-safe.
 */
final class InFlightBytes {

  /** For what is bounded by its number. */
  static final InFlightBytes UNLIMITED = new InFlightBytes(Long.MAX_VALUE, Duration.ofDays(1));

  private static final int UNIT = 1024;

  private final Units units;
  private final int all;
  private final long patienceNanos;

  /** Permits that can be taken without being there: some of what is in memory already. */
  private static final class Units extends Semaphore {

    private static final long serialVersionUID = 1L;

    Units(int all) {
      super(all, true);
    }

    void take(int number) {
      reducePermits(number);
    }
  }

  /**
   * Makes a semaphore.
   *
   * @param bytes how many bytes there are
   * @param patience how long one waits for them
   */
  InFlightBytes(long bytes, Duration patience) {
    this.all = (int) Math.min(Integer.MAX_VALUE / 2, units(bytes));
    this.units = new Units(all);
    this.patienceNanos = patience.toNanos();
  }

  private static long units(long bytes) {
    return bytes / UNIT + 1;
  }

  private int wanted(long bytes) {
    return (int) Math.min(all, units(bytes));
  }

  /**
   * Waits for memory.
   *
   * @param bytes how many bytes
   * @return gives them back, once
   * @throws InterruptedException when the wait is given up
   * @throws NoMemoryException when it takes too long
   */
  Runnable acquire(long bytes) throws InterruptedException {
    if (this == UNLIMITED || bytes == 0) {
      return () -> {};
    }
    int wanted = wanted(bytes);
    if (!units.tryAcquire(wanted, patienceNanos, TimeUnit.NANOSECONDS)) {
      throw new NoMemoryException();
    }
    return () -> units.release(wanted);
  }

  /**
   * Counts bytes that are in memory already, whether there is room for them or not.
   *
   * @param bytes how many bytes
   * @return gives them back, once
   */
  Runnable charge(long bytes) {
    int wanted = wanted(bytes);
    units.take(wanted);
    return () -> units.release(wanted);
  }

  /** Returns whether nobody would have to wait for so many bytes. */
  boolean hasRoom(long bytes) {
    return this == UNLIMITED || units.availablePermits() >= wanted(bytes);
  }

  /** Returns whether more is in memory than there is room for. */
  boolean isExceeded() {
    return units.availablePermits() < 0;
  }
}
