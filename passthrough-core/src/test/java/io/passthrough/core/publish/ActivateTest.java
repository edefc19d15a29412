package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivateTest {

  private final Shop shop = Shop.open();

  @BeforeEach
  void publishFour() {
    shop.publish("a", build().fingerprinted("js/app.1a2b3c4d.js", "a").mutable("i.html", "A"));
    shop.publish("b", build().fingerprinted("js/app.5e6f7a8b.js", "b").mutable("i.html", "B"));
    shop.publish("c", build().fingerprinted("js/app.9c0d1e2f.js", "c").mutable("i.html", "C"));
    shop.publish("d", build().fingerprinted("js/app.3a4b5c6d.js", "d").mutable("i.html", "D"));
  }

  @Test
  void activate_ofANewEnvironment_createsIt() {
    ActivationResult result =
        shop.pipeline.activate(ReleaseName.of("a"), EnvironmentName.of("staging"));

    assertThat(result.release()).isEqualTo(ReleaseName.of("a"));
    assertThat(result.environment()).isEqualTo(EnvironmentName.of("staging"));
    assertThat(result.previous()).isEmpty();
    assertThat(result.sequence()).isEqualTo(1);
    assertThat(shop.keys(".passthrough/activations/"))
        .containsExactly(".passthrough/activations/staging/000000000001.json");
  }

  @Test
  void activate_ofAnother_tellsThePreviousOne() {
    shop.activate("a");

    ActivationResult result = shop.activate("b");

    assertThat(result.previous()).contains(ReleaseName.of("a"));
    assertThat(result.sequence()).isEqualTo(2);
    assertThat(shop.served("i.html")).isEqualTo("B");
  }

  @Test
  void activate_ofTheCurrentOne_isDoneWithNoRecord() {
    shop.activate("a");
    shop.activate("b");
    List<String> before = shop.keys("");

    ActivationResult result = shop.activate("b");

    assertThat(result.sequence()).isEqualTo(2);
    assertThat(result.previous()).contains(ReleaseName.of("a"));
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void activate_ofAnUnknownRelease_isRefused() {
    assertFails(
        Kind.INPUT,
        "Cannot activate release 'x': there is no such release",
        () -> shop.activate("x"));
  }

  @Test
  void activate_ofAReleaseThatIsNotReady_isRefused() {
    shop.putForeign("js/x.1a2b3c4d.js", "foreign");
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("x", build().fingerprinted("js/x.1a2b3c4d.js", "x")));

    assertFails(
        Kind.INPUT, "Cannot activate release 'x': it is not READY", () -> shop.activate("x"));
  }

  @Test
  void activate_withAnAssetMissing_isRefusedNamingItAndAbandoned() {
    shop.delete("js/app.1a2b3c4d.js");

    assertFails(
        Kind.INCOMPLETE,
        "Cannot activate release 'a': the store lacks 1 of its objects, 'js/app.1a2b3c4d.js'",
        () -> shop.activate("a"));
    assertThat(shop.outcomes("a")).filteredOn(text -> text.contains("ABANDONED")).hasSize(1);
    assertThat(shop.keys(".passthrough/activations/")).isEmpty();
  }

  @Test
  void activate_withAMutableAssetMissing_namesItAsTheReleaseDoes() {
    shop.delete(shop.find("i.html").orElseThrow().location().value());

    assertFails(
        Kind.INCOMPLETE,
        "Cannot activate release 'd': the store lacks 1 of its objects, 'i.html'",
        () -> shop.activate("d"));
  }

  @Test
  void activate_withAnAssetReplacedByAnotherTool_isRefused() {
    shop.putForeign("js/app.1a2b3c4d.js", "other");

    assertFails(
        Kind.INCOMPLETE,
        "Cannot activate release 'a': the store lacks 1 of its objects, 'js/app.1a2b3c4d.js'",
        () -> shop.activate("a"));
  }

  @Test
  void activate_withACompanionReplaced_takesItAsItIs() {
    shop.publish("m", build().companion("js/m.1a2b3c4d.js.map", "map"));
    shop.putForeign("js/m.1a2b3c4d.js.map", "other map");

    shop.activate("m");

    assertThat(shop.served("js/m.1a2b3c4d.js.map")).isEqualTo("other map");
    assertThat(shop.find("js/m.1a2b3c4d.js.map").orElseThrow().size()).isEqualTo(9);
  }

  @Test
  void rollback_twice_goesTwoBack() {
    shop.activate("a");
    shop.activate("b");
    shop.activate("c");

    ActivationResult once = shop.rollback();
    ActivationResult twice = shop.rollback();

    assertThat(once.release().value()).isEqualTo("b");
    assertThat(once.previous()).contains(ReleaseName.of("c"));
    assertThat(twice.release().value()).isEqualTo("a");
    assertThat(shop.served("i.html")).isEqualTo("A");
  }

  @Test
  void rollback_withNoneOlder_isRefused() {
    shop.activate("a");

    assertFails(
        Kind.INPUT,
        "Cannot roll back: no release was active in environment 'default' before 'a'",
        shop::rollback);
  }

  @Test
  void rollback_ofAnUnknownEnvironment_isRefused() {
    assertFails(
        Kind.INPUT,
        "Cannot roll back: no release is active in environment 'default'",
        shop::rollback);
  }

  @Test
  void rollback_withAnAssetMissing_isRefused() {
    shop.activate("a");
    shop.activate("b");
    shop.delete("js/app.1a2b3c4d.js");

    assertFails(
        Kind.INCOMPLETE,
        "Cannot roll back to release 'a': the store lacks 1 of its objects, 'js/app.1a2b3c4d.js'",
        shop::rollback);
  }

  private static void assertFails(Kind kind, String message, Runnable work) {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(work::run)
        .withMessage(message)
        .matches(e -> e.kind() == kind, "of kind " + kind);
  }
}
