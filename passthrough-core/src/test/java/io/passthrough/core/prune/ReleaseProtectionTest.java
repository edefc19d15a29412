package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.CURRENT_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.lease.ReleaseProtection;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.record.RecordStore;
import io.passthrough.core.store.HookedStore;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway learns whose lease came too late for a prune. */
class ReleaseProtectionTest {

  private final PrunedShop shop = new PrunedShop();
  private final ReleaseProtection protection =
      new ReleaseProtection(new RecordStore(shop.store, shop.clock.wall()));

  @BeforeEach
  void replaceARelease() {
    shop.deploy("old");
    shop.deploy("new");
  }

  @Test
  void release_thatIsWhole_hasNoFault() {
    assertThat(fault("old")).isEmpty();
    assertThat(fault("old")).isEmpty();
  }

  @Test
  void release_thatAPruneIsDeleting_namesItsPlan() {
    assertThat(fault("old")).isEmpty();
    dieWhileDeleting();

    assertThat(fault("old"))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("a prune is deleting files of it, by '.passthrough/plans/"));
  }

  @Test
  void release_besideOneThatAPruneIsDeleting_hasNoFault() {
    dieWhileDeleting();

    assertThat(fault("new")).isEmpty();
  }

  @Test
  void release_whosePlanIsDoneButNotCarriedOut_hasNoPublishThatCounts() {
    dieWhileDeleting();
    String plan = shop.keys(".passthrough/plans/").get(0);
    put(
        plan.replace("plan.json", "done.json"),
        "{\"schema\":1,\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"expired\",\"host\":\"ci\","
            + "\"thinned\":[]}");

    assertThat(fault("old")).contains("no publish of it is complete any more, or none ever was");
  }

  @Test
  void release_thatWasPruned_hasAFaultUntilItIsPublishedAgain() {
    shop.prune(CURRENT_ONLY);
    assertThat(fault("old")).contains("no publish of it is complete any more, or none ever was");

    shop.deploy("old");

    assertThat(fault("old")).isEmpty();
  }

  @Test
  void release_whileAPlanCannotBeRead_namesThePlan() {
    put(".passthrough/plans/0a/plan.json", "{");

    assertThat(fault("old"))
        .hasValueSatisfying(why -> assertThat(why).contains("'.passthrough/plans/0a/plan.json'"));
  }

  private Optional<String> fault(String release) {
    return protection.fault(ReleaseName.of(release));
  }

  private void put(String key, String text) {
    shop.memory.put(
        AssetKey.of(key),
        Content.of(Builds.bytes(text)),
        AssetHeaders.of("application/json"),
        PutCondition.ALWAYS);
  }

  private void dieWhileDeleting() {
    PrunedShop dying =
        shop.through(HookedStore.before(shop.memory, ReleaseProtectionTest::dieAtDelete));
    var killed = catchThrowableOfType(Kill.class, () -> dying.prune(CURRENT_ONLY));
    assertThat(killed).isNotNull();
  }

  private static void dieAtDelete(HookedStore.Call call) {
    if (call.is("delete", "js/")) {
      throw new Kill();
    }
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }
}
