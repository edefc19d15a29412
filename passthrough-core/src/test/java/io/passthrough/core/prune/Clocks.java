package io.passthrough.core.prune;

import io.passthrough.core.ProcessClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Clocks that stand still until they are told to go on, or somebody waits by them. */
final class Clocks implements ProcessClock {

  private final ZoneId zone;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos;
  private final List<Runnable> whileWaiting = new ArrayList<>();

  Clocks() {
    this(ZoneOffset.UTC);
  }

  Clocks(ZoneId zone) {
    this.zone = zone;
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /** Changes the wall clock alone. */
  void set(Instant wall) {
    now = wall;
  }

  /** Lets something happen at the next wait. */
  void whileWaiting(Runnable event) {
    whileWaiting.add(event);
  }

  @Override
  public Clock wall() {
    InstantSource source = () -> now;
    return source.withZone(zone);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleep(Duration time) {
    pass(time);
    List<Runnable> events = List.copyOf(whileWaiting);
    whileWaiting.clear();
    events.forEach(Runnable::run);
  }
}
