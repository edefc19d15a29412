package io.passthrough.core.lease;

import static io.passthrough.core.publish.Builds.build;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.prune.Pruner;
import io.passthrough.core.publish.Pipeline;
import io.passthrough.core.release.OwnRelease;
import io.passthrough.core.scan.ScannedRelease;
import io.passthrough.core.store.AssetStores;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway says whose lease came too late, with the real pruner over one store. */
class ReleaseProtectionTest {

  private static final RetentionConfig CURRENT_ONLY =
      new RetentionConfig(
          new RetentionConfig.Kept(1, Duration.ZERO, Duration.ZERO, 0, Optional.empty()),
          RetentionConfig.DEFAULT.timing());
  private static final String OLD = "js/app.1a2b3c4d.js";

  private final MemoryStore memory = new MemoryStore();
  private final AssetStore store = AssetStores.guarded(memory);
  private final LeaseWatch gateway =
      new LeaseWatch(
          () -> store, EnvironmentName.DEFAULT, Duration.ofHours(1), Clock.systemUTC());

  @BeforeEach
  void replaceARelease() {
    deploy("old", OLD);
    deploy("new", "js/app.5e6f7a8b.js");
  }

  private void deploy(String name, String key) {
    Pipeline pipeline = new Pipeline(store, 1, PipelineListener.NONE);
    ScannedRelease build = build().fingerprinted(key, name).scanned();
    var published = pipeline.publish(build, Optional.of(ReleaseName.of(name)));
    var activated = pipeline.activate(published.release(), EnvironmentName.DEFAULT);
    assertThat(activated.release()).isEqualTo(published.release());
  }

  @Test
  void lease_ofAReleaseThatIsWhole_saysNothing() {
    serve("old");

    assertThat(gateway.notices()).isEmpty();
  }

  @Test
  void lease_whileAPruneDeletesTheRelease_namesItsPlan() {
    AssetStore dying = HookedStore.before(memory, ReleaseProtectionTest::dieAtDelete);
    catchThrowableOfType(Kill.class, () -> prune(AssetStores.guarded(dying)));

    serve("old");

    assertUnprotected("a prune is deleting files of it, by '.passthrough/plans/");
  }

  @Test
  void lease_whileAPruneDeletesOtherReleases_saysNothing() {
    AssetStore dying = HookedStore.before(memory, ReleaseProtectionTest::dieAtDelete);
    catchThrowableOfType(Kill.class, () -> prune(AssetStores.guarded(dying)));

    serve("new");

    assertThat(gateway.notices()).isEmpty();
  }

  @Test
  void lease_afterAPruneOfTheRelease_saysThatNoPublishIsComplete() {
    prune(store);

    serve("old");

    assertUnprotected("no publish of it is complete");
  }

  @Test
  void lease_whileAPlanCannotBeRead_namesIt() {
    put(".passthrough/plans/0a/plan.json", "{");

    serve("old");

    assertUnprotected("'.passthrough/plans/0a/plan.json'");
  }

  @Test
  void lease_afterTheReleaseWasPublishedAgain_saysNothing() {
    prune(store);
    serve("old");
    deploy("old", OLD);

    LeaseWatch next =
        new LeaseWatch(
            () -> store, EnvironmentName.DEFAULT, Duration.ofHours(1), Clock.systemUTC());
    next.look(own("old"));

    assertThat(next.notices()).isEmpty();
  }

  private void serve(String release) {
    gateway.look(own(release));
  }

  private void assertUnprotected(String part) {
    assertThat(gateway.notices())
        .singleElement()
        .asString()
        .startsWith("release_unprotected: ")
        .contains("'old'", part, "publish its build again");
  }

  private static Optional<OwnRelease> own(String release) {
    Sha256 digest = Sha256.of(release.getBytes(UTF_8));
    return Optional.of(new OwnRelease(digest, ReleaseName.of(release), true, true));
  }

  private static void prune(AssetStore through) {
    var unused = new Pruner(through, 1, PipelineListener.NONE).prune(CURRENT_ONLY, true);
  }

  private void put(String key, String text) {
    var unused =
        memory.put(
            AssetKey.of(key),
            Content.of(text.getBytes(UTF_8)),
            AssetHeaders.of("application/json"),
            PutCondition.ALWAYS);
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
