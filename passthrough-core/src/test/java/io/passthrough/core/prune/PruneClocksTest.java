package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.kept;
import static io.passthrough.core.prune.PrunedShop.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.store.HookedStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are wrong, or of which two show the same, end nothing that is not old. */
class PruneClocksTest {

  private static final Instant IN_2036 = Instant.parse("2036-01-01T00:00:00Z");

  private final PrunedShop shop = new PrunedShop();

  @ParameterizedTest
  @ValueSource(longs = {-40, 40})
  void prunersClock_weeksAheadOrBehind_givesUpNoAttemptAndEndsNoLease(long days) {
    shop.deploy("one");
    shop.deploy("two");
    lease("one");
    PrunedShop dying =
        shop.through(
            HookedStore.before(
                shop.memory,
                call -> {
                  if (call.is("put", "/outcome.json")) {
                    throw new Kill();
                  }
                }));
    catchThrowableOfType(Kill.class, () -> dying.publish("three", PrunedShop.build("three")));
    Clocks wrong = new Clocks();
    wrong.set(shop.clock.wall().instant().plus(Duration.ofDays(days)));

    PruneResult result = shop.by(wrong).prune(PrunedShop.CURRENT_ONLY);

    assertThat(result.deleted()).isEmpty();
    assertThat(shop.has(own("one"))).isTrue();
    assertThat(shop.has(own("three"))).isTrue();
    assertThat(shop.keys(".passthrough/releases/three/attempts/"))
        .singleElement()
        .asString()
        .endsWith("/open.json");
  }

  @Test
  void release_writtenIn2036_isAsOldAsTheStoreSaysAndToldOf() {
    shop.deploy("one");
    Clocks wrong = new Clocks();
    wrong.set(IN_2036);
    shop.by(wrong).deploy("two");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("three");
    shop.clock.pass(Duration.ofDays(8));

    PruneResult result = shop.prune(kept(1, Duration.ofDays(7), Duration.ZERO));

    assertThat(result.ended()).containsOnlyKeys(ReleaseName.of("one"), ReleaseName.of("two"));
    assertThat(result.warnings()).anyMatch(warning -> warning.contains("2036-01-01T00:00:00Z"));
    assertThat(shop.releases()).containsExactly("three");
  }

  @Test
  void lease_fromTheFutureByTheStoresClock_stopsThePrune() {
    shop.deploy("one");
    shop.deploy("two");
    Instant before = shop.clock.wall().instant();
    shop.clock.pass(Duration.ofDays(2));
    lease("one");
    shop.clock.set(before);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.prune(PrunedShop.CURRENT_ONLY))
        .withMessageContaining("'.passthrough/leases/default/web.json'")
        .withMessageContaining("which is still to come by its own clock")
        .matches(e -> e.kind() == Kind.REFUSED);
    assertThat(shop.has(own("one"))).isTrue();
  }

  @Test
  void releases_ofOneMoment_areInTheOrderOfTheirActivations() {
    for (String release : new String[] {"c", "a", "d", "b"}) {
      shop.deploy(release);
    }

    shop.prune(kept(2, Duration.ZERO, Duration.ZERO));

    assertThat(shop.releases()).containsExactly("b", "d");
  }

  @Test
  void release_replacedExactlyAsLongAgoAsItStays_goes() {
    RetentionConfig day = kept(1, Duration.ofDays(1), Duration.ZERO);
    shop.deploy("one");
    shop.deploy("two");
    shop.clock.pass(Duration.ofDays(1).minusNanos(1_000_000));

    shop.prune(day);
    assertThat(shop.releases()).containsExactly("one", "two");

    shop.clock.pass(Duration.ofMillis(1));
    shop.prune(day);
    assertThat(shop.releases()).containsExactly("two");
  }

  /** Clocks in Berlin were put on by an hour that night: a day had 23 hours there. */
  @Test
  void age_overAChangeToSummerTime_isCountedInHours() {
    PrunedShop berlin = new PrunedShop(new Clocks(ZoneId.of("Europe/Berlin")));
    berlin.clock.set(Instant.parse("2026-03-28T12:00:00Z"));
    berlin.deploy("one");
    berlin.deploy("two");
    berlin.clock.pass(Duration.ofHours(23).plusMinutes(30));

    berlin.prune(kept(1, Duration.ofDays(1), Duration.ZERO));
    assertThat(berlin.releases()).containsExactly("one", "two");

    berlin.clock.pass(Duration.ofMinutes(31));
    berlin.prune(kept(1, Duration.ofDays(1), Duration.ZERO));
    assertThat(berlin.releases()).containsExactly("two");
  }

  private void lease(String release) {
    Lease lease =
        new Lease(
            ReleaseName.of(release),
            "web",
            Duration.ofHours(1),
            Optional.empty(),
            Optional.empty());
    RecordStore records = new RecordStore(shop.store, shop.clock.wall());
    LeaseName name = new LeaseName(EnvironmentName.DEFAULT, "web");
    var unused = records.overwrite(name, lease, shop.clock.wall().instant());
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }
}
