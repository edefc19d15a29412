package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.CURRENT_ONLY;
import static io.passthrough.core.prune.PrunedShop.own;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.store.HookedStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that is cut, missing, refused or of another version: nothing is deleted by guess. */
class PruneUnreadableRecordsTest {

  private static final String PLAN = ".passthrough/plans/0a/plan.json";
  private static final String LEASE = ".passthrough/leases/default/0b.json";
  private static final List<String> FAULTS =
      List.of(
          "{",
          "",
          "{\"schema\":2,\"at\":\"2026-03-01T12:00:00Z\"}",
          "{\"schema\":1,\"at\":\"2026-03-01T12:00:00Z\"}");

  private final PrunedShop shop = new PrunedShop();

  @BeforeEach
  void deployThree() {
    shop.deploy("one");
    shop.deploy("two");
    shop.deploy("three");
    shop.pipeline.pin(ReleaseName.of("one"), Optional.empty(), Optional.empty());
    shop.clock.pass(Duration.ofDays(3));
  }

  static Stream<Arguments> recordsAndFaults() {
    return Stream.of(
            "releases/one/manifest\\.json",
            "releases/one/attempts/[^/]+/outcome\\.json",
            "activations/default/0*1\\.json",
            "pins/one/[^/]+\\.json",
            Pattern.quote(PLAN.substring(13)),
            Pattern.quote(LEASE.substring(13)))
        .flatMap(record -> FAULTS.stream().map(fault -> Arguments.of(record, fault)));
  }

  @ParameterizedTest
  @MethodSource("recordsAndFaults")
  void prune_withARecordThatCannotBeRead_deletesNothingAndNamesIt(String record, String fault) {
    put(PLAN, "{}");
    put(LEASE, "{}");
    String spoilt = key(record);
    Stream.of(PLAN, LEASE).filter(key -> !key.equals(spoilt)).forEach(shop::delete);
    put(spoilt, fault);
    List<String> before = shop.keys("");

    PassthroughException failure =
        catchThrowableOfType(PassthroughException.class, () -> shop.prune(CURRENT_ONLY));

    assertThat(failure).hasMessageContaining("'" + spoilt + "'");
    assertThat(failure.kind()).isEqualTo(Kind.IO);
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("recordsAndFaults")
  void publishAndActivate_ofOtherReleases_goOnBesideARecordThatCannotBeRead(
      String record, String fault) {
    put(PLAN, "{}");
    put(LEASE, "{}");
    put(key(record), fault);
    shop.delete(PLAN);

    shop.publish("four", PrunedShop.build("four"));
    var unused = shop.pipeline.activate(ReleaseName.of("four"), EnvironmentName.of("staging"));

    assertThat(shop.releases()).contains("four");
  }

  @ParameterizedTest
  @ValueSource(strings = {"activations/default/0*1", "pins/one/[^/]+"})
  void prune_withARootWhoseAttemptIsMissing_deletesNothingAndNamesIt(String root) {
    String record = key(root + "\\.json");
    String attempt = text(record, record.contains("pins"));
    shop.keys(".passthrough/releases/one/attempts/" + attempt + "/").forEach(shop::delete);
    List<String> before = shop.keys("");

    PassthroughException failure =
        catchThrowableOfType(PassthroughException.class, () -> shop.prune(CURRENT_ONLY));

    assertThat(failure)
        .hasMessageContaining("a record is missing that another names")
        .hasMessageContaining(attempt);
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void prune_withARecordThatTheStoreRefuses_deletesNothing() {
    PrunedShop refused =
        shop.through(
            HookedStore.before(
                shop.memory,
                call -> {
                  if (call.is("read", "/releases/one/manifest.json")) {
                    throw AssetStoreException.of(
                            AssetStoreException.Kind.ACCESS_DENIED, "read", "memory")
                        .key(AssetKey.of(call.target()))
                        .because("denied");
                  }
                }));
    List<String> before = shop.keys("");

    RuntimeException failure =
        catchThrowableOfType(RuntimeException.class, () -> refused.prune(CURRENT_ONLY));

    assertThat(failure).hasMessageContaining("releases/one/manifest.json");
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "activate", "rollback", "pin"})
  void attempt_besideAPlanThatCannotBeRead_isRefusedNamingIt(String command) {
    put(PLAN, "{\"schema\":2,\"at\":\"2026-03-01T12:00:00Z\"}");

    PassthroughException failure =
        catchThrowableOfType(PassthroughException.class, () -> attempt(command));

    assertThat(failure)
        .hasMessageContaining("a prune may be about to delete any file")
        .hasMessageContaining("'" + PLAN + "'");
    assertThat(shop.has(own("one"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "activate", "rollback", "pin"})
  void attempt_besideAPlanThatCannotBeReadAndIsDone_goesOn(String command) {
    put(PLAN, "{");
    put(PLAN.replace("plan.json", "done.json"), "{");

    attempt(command);

    assertThat(shop.releases()).contains("one", "two", "three");
  }

  private void attempt(String command) {
    ReleaseName two = ReleaseName.of("two");
    switch (command) {
      case "publish" -> shop.publish("four", PrunedShop.build("four"));
      case "activate" -> shop.activate("two");
      case "rollback" -> shop.pipeline.rollback(EnvironmentName.DEFAULT);
      default -> shop.pipeline.pin(two, Optional.empty(), Optional.empty());
    }
  }

  /** The first key below the records' folder that a pattern matches. */
  private String key(String record) {
    Pattern pattern = Pattern.compile("\\.passthrough/" + record);
    return shop.keys(".passthrough/").stream()
        .filter(key -> pattern.matcher(key).matches())
        .findFirst()
        .orElseThrow();
  }

  private String text(String record, boolean isInItsName) {
    return isInItsName
        ? record.replaceAll(".*/|\\.json", "")
        : new String(shop.bytes(record), UTF_8)
            .replaceAll("(?s).*\"attempt\"\\s*:\\s*\"([^\"]*)\".*", "$1");
  }

  private void put(String key, String text) {
    shop.put(key, Builds.bytes(text));
  }
}
