package io.passthrough.tck;

import io.passthrough.core.ProcessClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clocks of a process whose waits take no time: the monotonic one goes ahead by what was waited
 * for, so that a case need not last as long as the protocol does. Thread-safe.
 */
final class SkippingClock implements ProcessClock {

  private final AtomicLong skippedNanos = new AtomicLong();
  private final Runnable whileWaiting;

  /** Makes clocks, and takes what happens while its process waits. */
  SkippingClock(Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
  }

  static SkippingClock create() {
    return new SkippingClock(() -> {});
  }

  @Override
  public Clock wall() {
    return Clock.systemUTC();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + skippedNanos.get();
  }

  @Override
  public void sleep(Duration time) {
    whileWaiting.run();
    skippedNanos.addAndGet(time.toNanos());
  }
}
