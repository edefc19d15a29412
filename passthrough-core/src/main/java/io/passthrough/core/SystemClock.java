package io.passthrough.core;

import java.time.Clock;
import java.time.Duration;

/**
 * The clocks of the machine that the process runs on.
 *
 * @param wall what tells dates
 */
record SystemClock(Clock wall) implements ProcessClock {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassthroughException(
          PassthroughException.Kind.IO,
          "Cannot go on: interrupted",
          "run it again: it goes on where it was",
          e);
    }
  }
}
