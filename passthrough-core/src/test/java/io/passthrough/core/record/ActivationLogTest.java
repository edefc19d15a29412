package io.passthrough.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationLogTest {

  /** A log is written as releases in order; {@code <b} is a rollback to b. */
  @ParameterizedTest
  @CsvSource({
    "a b, a",
    "a b c, b",
    "a b c <b, a",
    "a b c <b d, b",
    "a b <a c, a",
    "a b <a b c, b",
    "a x c x <a c, a",
    "a b c b, a"
  })
  void rollback_ofALog_goesTo(String log, String release) {
    assertThat(log(log).beforeCurrent()).contains(ReleaseName.of(release));
  }

  @ParameterizedTest
  @CsvSource({"a", "a b <a", "a b c <b <a", "a b a"})
  void rollback_withNoneOlder_goesNowhere(String log) {
    assertThat(log(log).beforeCurrent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a b, a", "a b c, b", "a b c <b, a", "a b <a c, a", "a b <a b c, b", "a b a, y"})
  void rollback_afterManyOtherActivations_goesTo(String log, String release) {
    assertThat(log("x y ".repeat(150) + log).beforeCurrent()).contains(ReleaseName.of(release));
  }

  @Test
  void rollback_ofAReleaseThatWasFirstLongAgo_goesNowhere() {
    assertThat(log("a b ".repeat(150) + "a").beforeCurrent()).isEmpty();
  }

  @Test
  void retiredAt_ofAReplacedRelease_isWhenItWasLastReplaced() {
    ActivationLog log = log("a b a c d");

    assertThat(log.retiredAt(ReleaseName.of("a"))).contains(Instant.ofEpochSecond(4));
    assertThat(log.retiredAt(ReleaseName.of("d"))).isEmpty();
    assertThat(log.retiredAt(ReleaseName.of("x"))).isEmpty();
  }

  @Test
  void newestFirst_ofALog_namesEachReleaseOnce() {
    assertThat(log("a b a c").newestFirst())
        .extracting(ReleaseName::value)
        .containsExactly("c", "a", "b");
  }

  private static ActivationLog log(String text) {
    List<Activation> activations = new ArrayList<>();
    for (String word : text.split(" ")) {
      long number = activations.size() + 1L;
      activations.add(
          new Activation(
              number,
              ReleaseName.of(word.replace("<", "")),
              AttemptId.of(UUID.randomUUID()),
              word.startsWith("<") ? Action.ROLLBACK : Action.ACTIVATE,
              Optional.empty(),
              Instant.ofEpochSecond(number)));
    }
    return ActivationLog.of(activations);
  }
}
