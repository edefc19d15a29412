package io.passthrough.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.prune.Simulation.Weakness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many interleavings of the real publish, activate, rollback, pin and prune, each decided by a
 * seed. {@code -Dpassthrough.simulation.seeds=10000} runs more of them, {@code
 * -Dpassthrough.simulation.seed=N} one alone.
 */
class SimulationTest {

  private static final int SEEDS = Integer.getInteger("passthrough.simulation.seeds", 60);
  private static final int MOST = 3_000;

  @Test
  void protocol_inAnyOrder_losesNothing() {
    Long one = Long.getLong("passthrough.simulation.seed");
    LongStream seeds = one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);

    List<String> faults =
        seeds
            .mapToObj(seed -> fault(seed, Weakness.NONE))
            .flatMap(Optional::stream)
            .limit(3)
            .toList();

    assertThat(faults).isEmpty();
  }

  @Test
  void prune_withoutASecondLook_losesSomething() {
    assertLoses(
        new Weakness(
            steps -> steps.stream().filter(step -> !(step instanceof LookAgain)).toList(),
            false,
            Duration.ofMinutes(15)),
        0);
  }

  @Test
  void attempt_thatDoesNotSeePlans_losesSomething() {
    assertLoses(new Weakness(steps -> steps, true, Duration.ofMinutes(15)), 400);
  }

  /** Begins not far from a seed that is known to lose something, as few do. */
  private static void assertLoses(Weakness weakness, long from) {
    assertThat(
            LongStream.range(from, from + MOST)
                .mapToObj(seed -> fault(seed, weakness))
                .flatMap(Optional::stream)
                .findFirst())
        .isPresent();
  }

  private static Optional<String> fault(long seed, Weakness weakness) {
    return new Simulation(seed, weakness).run().map(fault -> "seed " + seed + ", " + fault);
  }
}
