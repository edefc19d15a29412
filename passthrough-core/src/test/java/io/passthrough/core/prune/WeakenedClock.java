package io.passthrough.core.prune;

import io.passthrough.core.ProcessClock;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Clocks of a process of which the monotonic one does not show the time that passes. */
abstract class WeakenedClock implements ProcessClock {

  private final ProcessClock clock;

  WeakenedClock(ProcessClock clock) {
    this.clock = clock;
  }

  @Override
  public Clock wall() {
    return clock.wall();
  }

  @Override
  public void sleep(Duration time) {
    clock.sleep(time);
  }

  @Override
  public UUID freshId() {
    return clock.freshId();
  }

  /** Shows an hour more at each look. */
  static final class Fast extends WeakenedClock {
    private int looks;

    Fast(ProcessClock clock) {
      super(clock);
    }

    @Override
    public long nanoTime() {
      return Duration.ofHours(++looks).toNanos();
    }
  }

  /** Stands still. */
  static final class Stopped extends WeakenedClock {

    Stopped(ProcessClock clock) {
      super(clock);
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }
}
