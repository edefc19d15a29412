package io.passthrough.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private Instant wall = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = -5;
  private final Deadline deadline = new Deadline(Duration.ofMinutes(1), () -> wall, () -> nanos);

  @Test
  void deadline_withinItsTime_isNotOver() {
    wall = wall.plusSeconds(59);
    nanos += Duration.ofSeconds(59).toNanos();

    assertThat(deadline.isOver()).isFalse();
  }

  @Test
  void deadline_byTheMonotonicClockAlone_isOver() {
    nanos += Duration.ofSeconds(60).toNanos();

    assertThat(deadline.isOver()).isTrue();
  }

  @Test
  void deadline_byTheWallClockAlone_isOver() {
    wall = wall.plusSeconds(60);

    assertThat(deadline.isOver()).isTrue();
  }
}
