package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.store.HookedStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that cannot be read stops what needs it, and nothing else. */
class UnreadableRecordsTest {

  private static final String ACTIVATION = ".passthrough/activations/default/00000000000%d.json";
  private static final EnvironmentName STAGING = EnvironmentName.of("staging");

  private final Shop shop = Shop.open();

  @BeforeEach
  void releaseFour() {
    for (String name : List.of("a", "b", "c", "d")) {
      shop.publish(name, build().mutable("i.html", name));
      shop.activate(name);
    }
  }

  @Test
  void manifest_ofAnotherRelease_stopsNeitherPublishNorActivateNorRollback() {
    truncate(shop.manifestKey("a"));

    PublishResult published = shop.publish("e", build().mutable("i.html", "e"));

    assertThat(published.warnings())
        .singleElement()
        .asString()
        .startsWith("Published without what a record says. Corrupt record: ")
        .contains("'" + shop.manifestKey("a") + "'");
    assertThat(shop.activate("e").previous()).contains(ReleaseName.of("d"));
    assertThat(shop.rollback().release()).isEqualTo(ReleaseName.of("d"));
    assertThat(shop.rollback().release()).isEqualTo(ReleaseName.of("c"));
  }

  @Test
  void record_ofTheReleaseItself_stopsPublishAndActivateNamingIt() {
    truncate(shop.manifestKey("a"));

    assertNamed(shop.manifestKey("a"), () -> shop.publish("a", build().mutable("i.html", "a")));
    assertNamed(shop.manifestKey("a"), () -> shop.activate("a"));
  }

  @Test
  void activation_ofAnEnvironment_stopsActivateAndRollbackThereAlone() {
    String key = String.format(ACTIVATION, 2);
    truncate(key);

    assertNamed(key, () -> shop.activate("a"));
    assertNamed(key, shop::rollback);
    assertThat(shop.pipeline.activate(ReleaseName.of("a"), STAGING).sequence()).isEqualTo(1);
    assertThat(shop.publish("e", build().mutable("i.html", "e")).warnings()).hasSize(1);
  }

  @Test
  void outcome_ofTheHighestActivation_stopsActivateAndRollback() {
    String outcome = outcomeOfActivation(4);
    truncate(outcome);

    assertNamed(outcome, () -> shop.activate("a"));
    assertNamed(outcome, shop::rollback);
  }

  @Test
  void outcome_ofAnOldActivation_stopsNothingThatDoesNotDependOnIt() {
    truncate(outcomeOfActivation(1));

    assertThat(shop.rollback().release()).isEqualTo(ReleaseName.of("c"));
    assertThat(shop.activate("b").sequence()).isEqualTo(6);
  }

  @Test
  void outcome_ofWhereARollbackMightGo_stopsIt() {
    String outcome = outcomeOfActivation(3);
    truncate(outcome);

    assertNamed(outcome, shop::rollback);
  }

  @Test
  void record_thatTheStoreRefuses_isToldAndStopsNothingElse() {
    HookedStore refusing =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("read", shop.manifestKey("a"))) {
                throw AssetStoreException.of(
                        AssetStoreException.Kind.ACCESS_DENIED, "read", "memory")
                    .because("the right is missing");
              }
            });

    PublishResult published = shop.through(refusing).publish("e", build().mutable("i.html", "e"));

    assertThat(published.warnings()).singleElement().asString().contains("the right is missing");
  }

  private void truncate(String key) {
    shop.putForeign(key, shop.text(key).substring(0, 20));
  }

  private String outcomeOfActivation(int number) {
    String activation = shop.text(String.format(ACTIVATION, number));
    String attempt = activation.replaceFirst(".*\"attempt\":\"([^\"]+)\".*", "$1");
    return shop.keys(".passthrough/releases/").stream()
        .filter(key -> key.endsWith(attempt + "/outcome.json"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNamed(String key, Runnable work) {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(work::run)
        .withMessageStartingWith("Corrupt record: ")
        .withMessageContaining("'" + key + "'")
        .matches(e -> e.kind() == Kind.IO);
  }
}
