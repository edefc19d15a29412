package io.passthrough.core.fallback;

import java.util.concurrent.Semaphore;

/** A fair semaphore over the bytes of bodies on their way into memory. Thread-safe. */
final class InFlightBytes {

  /** For what is bounded by its number. */
  static final InFlightBytes UNLIMITED = new InFlightBytes(Long.MAX_VALUE);

  private static final int UNIT = 1024;

  private final Semaphore units;
  private final int all;

  InFlightBytes(long bytes) {
    this.all = (int) Math.min(Integer.MAX_VALUE, units(bytes));
    this.units = new Semaphore(all, true);
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
   */
  Runnable acquire(long bytes) throws InterruptedException {
    if (this == UNLIMITED || bytes == 0) {
      return () -> {};
    }
    int wanted = wanted(bytes);
    units.acquire(wanted);
    return () -> units.release(wanted);
  }

  /** Returns whether nobody would have to wait for so many bytes. */
  boolean hasRoom(long bytes) {
    return this == UNLIMITED || units.availablePermits() >= wanted(bytes);
  }
}
