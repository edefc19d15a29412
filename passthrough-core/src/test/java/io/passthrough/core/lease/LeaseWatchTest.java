package io.passthrough.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseManifest;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.ManualClock;
import io.passthrough.core.Workers;
import io.passthrough.core.record.AttemptId;
import io.passthrough.core.record.ManifestName;
import io.passthrough.core.record.Outcome;
import io.passthrough.core.record.Outcome.State;
import io.passthrough.core.record.OutcomeName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.release.OwnRelease;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final LeaseRule RULE = new LeaseRule(HOUR);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-10-25T00:30:00Z"));
  private final MemoryStore memory = new MemoryStore(clock);
  private Optional<Kind> trouble = Optional.empty();
  private final HookedStore store = HookedStore.before(memory, call -> fail());

  private void fail() {
    trouble.ifPresent(
        kind -> {
          throw AssetStoreException.of(kind, "call", "memory").because("for a test");
        });
  }

  private LeaseWatch gateway() {
    AssetStore guarded = AssetStores.guarded(store);
    return new LeaseWatch(() -> guarded, PROD, HOUR, clock);
  }

  @BeforeEach
  void publish() {
    RecordStore records = new RecordStore(AssetStores.guarded(memory), clock);
    for (String release : List.of("r1", "r2")) {
      ReleaseName name = ReleaseName.of(release);
      ReleaseManifest manifest = ReleaseManifest.of(Optional.of(name), List.of());
      Outcome ready = new Outcome(State.READY, List.of(), Optional.empty(), clock.instant());
      var manifestPut = records.putIfAbsent(new ManifestName(name), manifest, clock.instant());
      var outcomePut =
          records.putIfAbsent(
              new OutcomeName(name, AttemptId.of(UUID.randomUUID())), ready, clock.instant());
      assertThat(manifestPut && outcomePut).isTrue();
    }
  }

  @Test
  void look_ofAReleaseThatIsInNoRecord_putsALeaseAndSaysThatItIsUnprotected() {
    LeaseWatch gateway = gateway();

    gateway.look(Optional.of(own("r3", false, true)));

    assertThat(gateway.notices())
        .singleElement()
        .asString()
        .startsWith("release_unprotected: ")
        .contains("'r3'", "publish its build again");
    assertThat(counting()).containsExactly("r3");
  }

  @Test
  void look_forTheFirstTime_putsALease() {
    gateway().look(recorded("r1"));

    assertThat(leases())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.lease().release()).isEqualTo(ReleaseName.of("r1"));
              assertThat(held.name().environment()).isEqualTo(PROD);
            });
  }

  @Test
  void look_everyTenSeconds_putsEveryFiveMinutes() {
    LeaseWatch gateway = gateway();

    run(FIVE_MINUTES.multipliedBy(3), gateway, "r1");

    assertThat(store.calls().stream().filter(call -> call.operation().equals("put"))).hasSize(4);
    assertThat(leases()).hasSize(1);
  }

  @Test
  void look_withAnotherRelease_putsItAtOnce() {
    LeaseWatch gateway = gateway();
    gateway.look(recorded("r1"));

    gateway.look(recorded("r2"));

    assertThat(counting()).containsExactly("r2");
  }

  @Test
  void look_beforeThereAreRecords_callsNothing() {
    gateway().look(Optional.of(own("r1", false, false)));

    assertThat(store.calls()).isEmpty();
  }

  @Test
  void look_whenTheRecordsOfTheReleaseAreGone_keepsItsName() {
    LeaseWatch gateway = gateway();
    gateway.look(recorded("r1"));
    clock.advance(FIVE_MINUTES);

    gateway.look(
        Optional.of(new OwnRelease(digest("r1"), ReleaseName.of("default-name"), false, true)));

    assertThat(counting()).containsExactly("r1");
  }

  @Test
  void giveBack_afterALease_leavesNone() {
    LeaseWatch gateway = gateway();
    gateway.look(recorded("r1"));

    gateway.giveBack();

    assertThat(leases()).isEmpty();
  }

  @Test
  void look_withoutTheRight_saysSoOnceAndAsksEveryFiveMinutes() {
    LeaseWatch gateway = gateway();
    trouble = Optional.of(Kind.ACCESS_DENIED);

    run(FIVE_MINUTES, gateway, "r1");

    assertThat(gateway.notices())
        .singleElement()
        .asString()
        .contains("'r1'")
        .contains("grant the right to put and delete what is below '.passthrough/leases/'")
        .contains("gateway.assets.lease: none");
    assertThat(store.calls().stream().filter(call -> call.operation().equals("put"))).isEmpty();
    trouble = Optional.empty();
    run(FIVE_MINUTES, gateway, "r1");
    assertThat(gateway.notices()).isEmpty();
    assertThat(counting()).containsExactly("r1");
  }

  /** The test that a fleet is safe from the first prune after an outage. */
  @Test
  void storeAway_forThreeHours_aPruneInTheSecondAfterKeepsWhatTheFleetServes() {
    List<LeaseWatch> fleet = List.of(gateway(), gateway(), gateway());
    fleet.forEach(gateway -> gateway.look(recorded("r1")));
    clock.advance(Duration.ofMinutes(2));
    fleet.get(2).look(recorded("r2"));
    run(HOUR.multipliedBy(2), fleet.get(0), "r1");
    trouble = Optional.of(Kind.UNAVAILABLE);
    run(HOUR.multipliedBy(3), fleet.get(0), "r1");
    assertThat(fleet.get(0).notices()).singleElement().asString().contains("'r1'");
    trouble = Optional.empty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(counting()).contains("r2", "r1");
    fleet.get(0).look(recorded("r1"));
    assertThat(counting()).contains("r2", "r1");

    assertThat(fleet.get(0).notices()).isEmpty();
    run(HOUR.minusMinutes(1), fleet.get(0), "r1");
    assertThat(counting()).contains("r2");
    run(FIVE_MINUTES, fleet.get(0), "r1");
    assertThat(counting()).containsExactly("r1");
  }

  @Test
  void clockOfAGateway_twoHoursAhead_makesNoLeaseLookUnbroken() {
    ManualClock ahead = new ManualClock(clock.instant().plus(HOUR.multipliedBy(2)));
    LeaseWatch wrong = new LeaseWatch(() -> AssetStores.guarded(memory), PROD, HOUR, ahead);
    gateway().look(recorded("r1"));
    clock.advance(Duration.ofMinutes(61));

    wrong.look(recorded("r2"));
    ahead.advance(FIVE_MINUTES);
    wrong.look(recorded("r2"));

    assertThat(counting()).containsExactlyInAnyOrder("r1", "r2");
  }

  private void run(Duration time, LeaseWatch gateway, String release) {
    Instant end = clock.instant().plus(time);
    gateway.look(recorded(release));
    while (clock.instant().isBefore(end)) {
      clock.advance(LOOK);
      gateway.look(recorded(release));
    }
  }

  private List<HeldLease> leases() {
    return new LeaseReader(new RecordStore(AssetStores.guarded(memory), clock), new Workers(1))
        .all();
  }

  private List<String> counting() {
    return RULE.counting(leases(), clock.instant()).stream()
        .map(held -> held.lease().release().value())
        .distinct()
        .toList();
  }

  private static Optional<OwnRelease> recorded(String release) {
    return Optional.of(own(release, true, true));
  }

  private static OwnRelease own(String release, boolean isRecorded, boolean hasRecords) {
    return new OwnRelease(digest(release), ReleaseName.of(release), isRecorded, hasRecords);
  }

  private static Sha256 digest(String release) {
    return Sha256.of(release.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
