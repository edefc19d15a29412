package io.passthrough.core.fallback;

import java.util.concurrent.Semaphore;

/** A fair semaphore over the bytes of bodies on their way into memory. Thread-safe. */
final class InFlightBytes {

  private static final int UNIT = 1024;

  private final Semaphore units;
  private final int all;

  InFlightBytes(long bytes) {
    this.all = Math.toIntExact(units(bytes));
    this.units = new Semaphore(all, true);
  }

  private static long units(long bytes) {
    return bytes / UNIT + 1;
  }

  /**
   * Waits for memory.
   *
   * @param bytes how many bytes
   * @return gives them back, once
   * @throws InterruptedException when the wait is given up
   */
  Runnable acquire(long bytes) throws InterruptedException {
    int wanted = (int) Math.min(all, units(bytes));
    units.acquire(wanted);
    return () -> units.release(wanted);
  }
}
