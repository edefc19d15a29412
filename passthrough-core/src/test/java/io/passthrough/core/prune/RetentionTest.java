package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which releases stay, and for how long. */
class RetentionTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private final PrunedShop shop = new PrunedShop();

  @Test
  void release_thatWasJustReplaced_staysForItsAgeWhateverItsBuild() {
    shop.deploy("one");
    shop.clock.pass(Duration.ofDays(100));
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(6));

    shop.prune(kept(1, WEEK, WEEK));
    assertThat(shop.releases()).containsExactly("one", "two");

    shop.clock.pass(Duration.ofDays(2));
    shop.prune(kept(1, WEEK, WEEK));
    assertThat(shop.releases()).containsExactly("two");
  }

  @Test
  void releases_amongTheLastOfAnyEnvironment_stay() {
    shop.deploy("one");
    shop.deploy("two");
    shop.deploy("three");
    shop.pipeline.activate(ReleaseName.of("one"), EnvironmentName.of("staging"));
    shop.clock.pass(Duration.ofDays(30));

    shop.prune(kept(1, Duration.ZERO, Duration.ZERO));

    assertThat(shop.releases()).containsExactly("one", "three");
  }

  @Test
  void release_thatWasRolledBack_countsFromThen() {
    shop.deploy("one");
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(30));
    shop.pipeline.rollback(EnvironmentName.DEFAULT);
    shop.clock.pass(Duration.ofDays(6));

    shop.prune(kept(1, WEEK, WEEK));

    assertThat(shop.releases()).containsExactly("one", "two");
  }

  @Test
  void release_neverActivated_staysWhileItIsStaged() {
    shop.deploy("one");
    shop.publish("two", PrunedShop.build("two"));
    shop.clock.pass(Duration.ofDays(6));

    shop.prune(kept(1, Duration.ZERO, WEEK));
    assertThat(shop.releases()).containsExactly("one", "two");

    shop.clock.pass(Duration.ofDays(2));
    shop.prune(kept(1, Duration.ZERO, WEEK));
    assertThat(shop.releases()).containsExactly("one");
  }

  @Test
  void release_pinned_staysUntilItIsUnpinned() {
    shop.deploy("one");
    shop.deploy("two");
    shop.pipeline.pin(ReleaseName.of("one"), Optional.of("fair"), Optional.empty());
    shop.clock.pass(Duration.ofDays(30));

    assertThat(shop.prune(PrunedShop.CURRENT_ONLY).releases().get(ReleaseName.of("one")))
        .contains("it is pinned: fair");

    shop.pipeline.unpin(ReleaseName.of("one"));
    shop.prune(PrunedShop.CURRENT_ONLY);
    assertThat(shop.releases()).containsExactly("two");
  }

  @Test
  void environment_deactivated_keepsByAgeAlone() {
    shop.deploy("two");
    shop.publish("one", PrunedShop.build("one"));
    shop.pipeline.activate(ReleaseName.of("one"), EnvironmentName.of("pr-1"));
    shop.pipeline.deactivate(EnvironmentName.of("pr-1"));
    shop.clock.pass(Duration.ofDays(6));

    shop.prune(kept(10, WEEK, WEEK));
    assertThat(shop.releases()).containsExactly("one", "two");

    shop.clock.pass(Duration.ofDays(2));
    shop.prune(kept(10, WEEK, WEEK));
    assertThat(shop.releases()).containsExactly("two");
  }

  @Test
  void prunersClock_anHourAheadOrBehind_changesNothing() {
    shop.deploy("one");
    shop.deploy("two");
    shop.clock.pass(Duration.ofMinutes(59));
    Clocks ahead = new Clocks();
    ahead.set(shop.clock.wall().instant().plus(Duration.ofHours(1)));
    Clocks behind = new Clocks();
    behind.set(shop.clock.wall().instant().minus(Duration.ofHours(1)));

    shop.by(ahead).prune(kept(1, Duration.ofHours(1), Duration.ZERO));
    assertThat(shop.releases()).containsExactly("one", "two");

    shop.clock.pass(Duration.ofMinutes(2));
    shop.by(behind).prune(kept(1, Duration.ofHours(1), Duration.ZERO));
    assertThat(shop.releases()).containsExactly("two");
  }

  @Test
  void record_fromTheFutureByTheStoresClock_stopsThePrune() {
    shop.deploy("one");
    Instant before = shop.clock.wall().instant();
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("two");
    shop.clock.set(before);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.prune(PrunedShop.CURRENT_ONLY))
        .withMessageContaining("which is still to come by its own clock")
        .matches(e -> e.kind() == Kind.REFUSED);
  }
}
