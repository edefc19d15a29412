package io.passthrough.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final LeaseRule RULE = new LeaseRule(HOUR);

  @Test
  void lease_withinItsTerm_counts() {
    assertThat(counting(lease("a").put(ago("PT59M")))).containsExactly("a");
  }

  @Test
  void expiredLease_aloneInItsEnvironment_countsFor30Days() {
    assertThat(counting(lease("a").put(ago("P29D")))).containsExactly("a");
    assertThat(counting(lease("a").put(ago("P31D")))).isEmpty();
  }

  @Test
  void expiredLease_besideOneThatIsUnbrokenForATerm_countsNoMore() {
    assertThat(counting(lease("dead").put(ago("PT61M")), unbroken("alive", "PT1H")))
        .containsExactly("alive");
  }

  @Test
  void expiredLease_besideOneThatIsUnbrokenForLess_counts() {
    assertThat(counting(lease("slow").put(ago("PT3H")), unbroken("back", "PT59M")))
        .containsExactlyInAnyOrder("slow", "back");
  }

  @Test
  void expiredLease_besideOneOfAnotherEnvironment_counts() {
    Given elsewhere = unbroken("elsewhere", "PT9H");

    assertThat(counting(lease("a").put(ago("PT3H")), elsewhere.in("staging"))).contains("a");
  }

  /** The outage began just after one renewed, so that its lease has not expired at its end. */
  @Test
  void expiredLease_besideAnUnexpiredOneThatWasNotRenewedForLong_counts() {
    Given before = unbroken("before", "PT9H").put(ago("PT56M"));

    assertThat(counting(lease("a").put(ago("PT61M")), before)).contains("a");
  }

  @Test
  void renewal_afterAGap_provesNothing() {
    Given back =
        lease("back").put(NOW).since(ago("P1D")).previous(ago("PT16M")); // three renewals missed

    assertThat(counting(lease("a").put(ago("PT61M")), back)).contains("a");
  }

  @Test
  void lease_withALongerTerm_holdsThatLong() {
    Given longer = lease("a").term("PT5H").put(ago("PT4H"));

    assertThat(counting(longer, unbroken("alive", "PT2H"))).contains("a");
  }

  /** As on a store that keeps the time of creation, where no renewal shows. */
  @Test
  void lease_whoseOwnersClockShowsALaterTime_isRenewedThen() {
    Given created = lease("a").put(ago("P2D")).written(ago("PT1M"));

    assertThat(counting(created, unbroken("alive", "PT2H"))).contains("a");
  }

  @Test
  void clockOfAnOwner_provesNothing() {
    Given ahead = lease("ahead").put(ago("PT5M")).since(ago("PT20M")).previous(ago("PT10M"));

    assertThat(counting(lease("a").put(ago("PT61M")), ahead.written(NOW))).contains("a");
  }

  @Test
  void noLease_nothingCounts() {
    assertThat(counting()).isEmpty();
  }

  private static Instant ago(String duration) {
    return NOW.minus(Duration.parse(duration));
  }

  private static List<String> counting(Given... leases) {
    return RULE.counting(List.of(leases).stream().map(Given::held).toList(), NOW).stream()
        .map(held -> held.lease().release().value())
        .toList();
  }

  private static Given lease(String release) {
    return new Given(release, "default", HOUR, Optional.empty(), Optional.empty(), NOW, NOW);
  }

  private static Given unbroken(String release, String length) {
    Instant put = ago("PT1M");
    return lease(release)
        .put(put)
        .since(put.minus(Duration.parse(length)))
        .previous(put.minusSeconds(300));
  }

  /** A lease to be. */
  private record Given(
      String release,
      String environment,
      Duration term,
      Optional<Instant> since,
      Optional<Instant> previous,
      Instant put,
      Instant written) {

    Given in(String other) {
      return new Given(release, other, term, since, previous, put, written);
    }

    Given term(String other) {
      return new Given(release, environment, Duration.parse(other), since, previous, put, written);
    }

    Given since(Instant other) {
      return new Given(release, environment, term, Optional.of(other), previous, put, written);
    }

    Given previous(Instant other) {
      return new Given(release, environment, term, since, Optional.of(other), put, written);
    }

    Given put(Instant other) {
      return new Given(release, environment, term, since, previous, other, other);
    }

    Given written(Instant other) {
      return new Given(release, environment, term, since, previous, put, other);
    }

    HeldLease held() {
      return new HeldLease(
          LeaseName.fresh(EnvironmentName.of(environment)),
          new Lease(ReleaseName.of(release), "host", term, since, previous),
          new RecordTime(written, put));
    }
  }
}
