package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.release.CatalogPoller;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.HookedStore.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a gateway reads the records of many releases. */
class CatalogPollerTest {

  private static final int RELEASES = 40;
  private static final Duration REFRESH = Duration.ofMillis(100);

  private static final Duration QUICK = Duration.ofMillis(10);

  private final Shop shop = Shop.open();

  @BeforeEach
  void publishMany() {
    IntStream.rangeClosed(1, RELEASES)
        .forEach(
            i -> {
              shop.publish(
                  "r" + i, build().fingerprinted(fixed(i), "app " + i).mutable("a.txt", "a " + i));
              shop.activate("r" + i);
            });
    shop.keys(".passthrough/checkpoints/").forEach(shop::delete);
  }

  @Test
  void records_ofManyReleases_areReadSeveralAtOnce() {
    CountDownLatch atOnce = new CountDownLatch(12);
    HookedStore store =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.operation().equals("read")) {
                atOnce.countDown();
                await(atOnce);
              }
            });

    try (CatalogPoller poller = poller(store)) {
      eventually(poller::isLoaded);

      assertThat(release(poller, "a.txt")).contains("r" + RELEASES);
    }
  }

  @Test
  void records_whileTheOldestTakeLong_areKnownTheNewestFirst() {
    CountDownLatch oldest = new CountDownLatch(1);
    HookedStore store =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("read", "/releases/r1/")) {
                await(oldest);
              }
            });

    try (CatalogPoller poller = poller(store)) {
      eventually(() -> find(poller, "a.txt").isPresent());
      KnownAsset early = find(poller, fixed(RELEASES)).orElseThrow();

      assertThat(release(poller, "a.txt")).contains("r" + RELEASES);
      assertThat(poller.isLoaded()).isFalse();
      assertThat(early.isImmutable()).isFalse();

      oldest.countDown();
      eventually(poller::isLoaded);
      assertThat(find(poller, fixed(RELEASES)).orElseThrow().isImmutable()).isTrue();
      assertThat(release(poller, fixed(1))).contains("r1");
    }
  }

  @Test
  void look_thatTheStoreCutsOff_keepsWhatItHasRead() {
    String record = ".passthrough/activations/default/000000000020.json";
    AtomicBoolean failed = new AtomicBoolean();
    HookedStore store =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("read", record) && failed.compareAndSet(false, true)) {
                throw AssetStoreException.of(Kind.UNAVAILABLE, "read", "memory").because("down");
              }
            });

    try (CatalogPoller poller = poller(store)) {
      eventually(poller::isLoaded);

      assertThat(reads(store)).doesNotHaveDuplicates().hasSize(4 * RELEASES);
    }
  }

  @Test
  void currentReleaseOfAnEnvironment_whenItWasNotReadYet_isNotGuessed() {
    shop.activate("r1");
    AtomicBoolean healed = new AtomicBoolean();
    HookedStore store =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("read", shop.manifestKey("r1")) && !healed.get()) {
                throw AssetStoreException.of(Kind.UNAVAILABLE, "read", "memory").because("down");
              }
            });

    try (CatalogPoller poller = poller(store)) {
      eventually(() -> poller.catalog().hasRecords());
      Optional<String> early = release(poller, "a.txt");
      healed.set(true);
      eventually(poller::isLoaded);

      assertThat(early).isEmpty();
      assertThat(release(poller, "a.txt")).contains("r1");
    }
  }

  @Test
  void record_thatIsWholeAgain_isReadAtTheNextLook() {
    String manifest = shop.text(shop.manifestKey("r7"));
    shop.putForeign(shop.manifestKey("r7"), manifest.substring(0, 40));

    try (CatalogPoller poller = poller(shop.store)) {
      eventually(poller::isLoaded);
      Optional<String> broken = release(poller, fixed(7));
      List<String> faults = poller.catalog().faults();
      shop.putForeign(shop.manifestKey("r7"), manifest);
      eventually(() -> poller.catalog().faults().isEmpty());

      assertThat(broken).isEmpty();
      assertThat(faults).singleElement().asString().contains(shop.manifestKey("r7"));
      assertThat(release(poller, fixed(7))).contains("r7");
    }
  }

  @Test
  void store_withoutNews_isAskedOnceARefresh() {
    HookedStore store = HookedStore.counting(shop.memory);

    try (CatalogPoller poller = poller(store)) {
      eventually(poller::isLoaded);
      int first = store.calls().size();
      eventually(() -> store.calls().size() >= first + 5);

      assertThat(store.calls().subList(first, first + 5))
          .containsOnly(new Call("stat", ".passthrough/journal/000000000081.json"));
    }
  }

  @Test
  void release_thatIsPublishedLater_isSeenByTheJournal() {
    try (CatalogPoller poller = new CatalogPoller(shop.store, REFRESH, catalog -> {})) {
      eventually(poller::isLoaded);
      shop.publish("later", build().mutable("b.txt", "b"));
      eventually(() -> find(poller, "b.txt").isPresent());
      shop.activate("later");
      eventually(() -> find(poller, "a.txt").isPresent());

      assertThat(release(poller, "b.txt")).contains("later");
    }
  }

  @Test
  void release_thatIsInNoJournal_isSeenByAFullLook() {
    HookedStore withoutJournal =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("put", ".passthrough/journal/")) {
                throw AssetStoreException.of(Kind.ACCESS_DENIED, "put", "memory").because("so");
              }
            });

    try (CatalogPoller poller = new CatalogPoller(shop.store, QUICK, catalog -> {})) {
      eventually(poller::isLoaded);
      PublishResult published =
          shop.through(withoutJournal).publish("later", build().mutable("b.txt", "b"));
      eventually(() -> find(poller, "b.txt").isPresent());

      assertThat(published.warnings()).singleElement().asString().startsWith("Gateways see it");
    }
  }

  private static CatalogPoller poller(AssetStore store) {
    return new CatalogPoller(store, REFRESH, catalog -> {});
  }

  private static String fixed(int release) {
    return String.format("js/app.1a2b3c%02d.js", release);
  }

  private static Optional<KnownAsset> find(CatalogPoller poller, String key) {
    return poller.catalog().find(AssetKey.of(key), EnvironmentName.DEFAULT);
  }

  private static Optional<String> release(CatalogPoller poller, String key) {
    return find(poller, key).map(asset -> asset.release().value());
  }

  private static List<String> reads(HookedStore store) {
    return store.calls().stream()
        .filter(call -> call.operation().equals("read"))
        .map(Call::target)
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the end of waiting").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
