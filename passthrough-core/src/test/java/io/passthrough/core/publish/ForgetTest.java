package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.record.Lease;
import io.passthrough.core.record.LeaseName;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.store.HookedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgetTest {

  private static final String ACTIVATION = ".passthrough/activations/default/00000000000%d.json";

  private final Shop shop = Shop.open();

  @BeforeEach
  void releaseThree() {
    for (String name : List.of("a", "b", "c")) {
      shop.publish(name, build().mutable("i.html", name));
      shop.activate(name);
    }
  }

  @Test
  void forget_ofARetiredRelease_hidesItAndDeletesNothing() {
    truncate(shop.manifestKey("a"));
    List<String> before = shop.keys("");

    String marker = shop.pipeline.forget("a").value();

    assertThat(marker).isEqualTo(".passthrough/forgotten/a.json");
    assertThat(shop.keys("")).containsAll(before).hasSize(before.size() + 1);
    assertThat(shop.releases()).containsExactly("c", "b");
    assertThat(shop.releases.list().faults()).isEmpty();
    assertThat(shop.publish("d", build().mutable("i.html", "d")).warnings()).isEmpty();
    assertThat(shop.rollback().release()).isEqualTo(ReleaseName.of("b"));
    assertThat(shop.pipeline.forget("a").value()).isEqualTo(marker);
  }

  @Test
  void forget_ofAReleaseThatAGatewayServes_isRefusedNamingItsHost() {
    Lease lease =
        new Lease(
            ReleaseName.of("a"), "web-1", Duration.ofHours(1), Optional.empty(), Optional.empty());
    LeaseName name = LeaseName.fresh(EnvironmentName.of("canary"));
    var unused = new RecordStore(shop.store).overwrite(name, lease, Instant.now());

    assertRefused("a gateway on 'web-1' in 'canary'", () -> shop.pipeline.forget("a"));
    assertRefused("would not know", () -> shop.pipeline.forget(name.key().value()));
    assertThat(shop.keys(".passthrough/forgotten/")).isEmpty();
  }

  @Test
  void publishAndActivate_ofAForgottenRelease_areRefusedNamingTheMarker() {
    shop.pipeline.forget(shop.manifestKey("a"));

    assertRefused(
        ".passthrough/forgotten/a.json", () -> shop.publish("a", build().mutable("i.html", "a")));
    assertRefused(".passthrough/forgotten/a.json", () -> shop.activate("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", ".passthrough/releases/c/manifest.json"})
  void forget_ofTheCurrentRelease_isRefused(String subject) {
    truncate(shop.manifestKey("c"));

    assertRefused("release 'c' is or may be current", () -> shop.pipeline.forget(subject));
    assertThat(shop.keys(".passthrough/forgotten/")).isEmpty();
  }

  @Test
  void forget_ofAnyReleaseWhileTheHighestActivationIsUnreadable_isRefused() {
    truncate(String.format(ACTIVATION, 3));

    assertRefused("release 'a' is or may be current", () -> shop.pipeline.forget("a"));
  }

  @Test
  void forget_ofAnUnreadableActivation_letsTheEnvironmentGoOn() {
    String key = String.format(ACTIVATION, 3);
    truncate(key);

    shop.pipeline.forget(key);

    assertThat(shop.activate("c").previous()).contains(ReleaseName.of("b"));
    assertThat(shop.activate("a").sequence()).isEqualTo(5);
  }

  @Test
  void forget_ofAReadableRecordOfTheCurrentRelease_isRefused() {
    assertRefused(
        "release 'c' is or may be current",
        () -> shop.pipeline.forget(String.format(ACTIVATION, 3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "no/record.json",
        ".passthrough/activations/default/000000000009.json",
        ".passthrough/releases/x/manifest.json"
      })
  void forget_ofWhatIsNotThere_isAFault(String subject) {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.pipeline.forget(subject))
        .matches(e -> e.kind() == Kind.INPUT);
  }

  @Test
  void forget_ofAPlan_isRefused() {
    shop.putForeign(".passthrough/plans/p/plan.json", "{");

    assertRefused("plan.json", () -> shop.pipeline.forget(".passthrough/plans/p/plan.json"));
  }

  @Test
  void activation_thatRunsWhileItsReleaseIsForgotten_neverCounts() {
    HookedStore racing =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("put", String.format(ACTIVATION, 4))) {
                shop.pipeline.forget("a");
              }
            });

    assertRefused("forgotten/a.json", () -> shop.through(racing).activate("a"));
    assertThat(shop.served("i.html")).isEqualTo("c");
  }

  private void truncate(String key) {
    shop.putForeign(key, shop.text(key).substring(0, 20));
  }

  private static void assertRefused(String part, Runnable work) {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(work::run)
        .withMessageContaining(part)
        .matches(e -> e.kind() == Kind.REFUSED);
  }
}
