package io.passthrough.tck;

import io.passthrough.core.ProcessClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clocks of a process whose waits take no time: with each the monotonic one goes ahead by what
 * was to be waited for, and by an hour at least, so that who polls need not ask a thousand times.
 * Thread-safe.
 */
final class SkippingClock implements ProcessClock {

  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

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
    skippedNanos.addAndGet(Math.max(HOUR_NANOS, time.toNanos()));
  }
}
