package io.passthrough.core;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * The clocks of a process: the wall clock, which others may set, the monotonic one, which may stand
 * still while the machine sleeps, and the wait between two looks at them; with them its chance, as
 * a run that is to be repeated must repeat both.
 */
public interface ProcessClock {

  /**
   * Returns the wall clock.
   *
   * @return what tells dates
   */
  Clock wall();

  /**
   * Returns the monotonic clock.
   *
   * @return nanoseconds since some fixed moment, never fewer than before
   */
  long nanoTime();

  /**
   * Waits.
   *
   * @param time how long
   * @throws PassthroughException when this thread is interrupted
   */
  void sleep(Duration time);

  /**
   * Returns an identifier that nobody else has.
   *
   * @return a random one, unless a run is to be repeated
   */
  default UUID freshId() {
    return UUID.randomUUID();
  }

  /**
   * Returns the clocks of this machine.
   *
   * @return its wall and its monotonic clock
   */
  static ProcessClock system() {
    return of(Clock.systemUTC());
  }

  /**
   * Returns the monotonic clock of this machine with another wall clock.
   *
   * @param wall what tells dates
   * @return both
   */
  static ProcessClock of(Clock wall) {
    return new SystemClock(wall);
  }
}
