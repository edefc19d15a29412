package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.HookedStore.Call;
import io.passthrough.core.store.HookedStore.Hook;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that meet each other, or a store that does not tell what became of a put. */
class RaceTest {

  private static final String APP = "js/app.1a2b3c4d.js";

  private final Shop shop = Shop.open();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Lets the first two calls of a kind go on only when both have come. */
  private static final class Meeting implements Hook {
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final AtomicInteger left = new AtomicInteger(2);
    private final String operation;
    private final String part;

    Meeting(String operation, String part) {
      this.operation = operation;
      this.part = part;
    }

    @Override
    public void on(Call call) {
      if (call.is(operation, part) && left.getAndDecrement() > 0) {
        await();
      }
    }

    private void await() {
      try {
        barrier.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("The other did not come", e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/manifest.json", "/open.json", APP, "/outcome.json"})
  void publish_byTwoOfOneRelease_makesBothReadyAndPutsEachAssetOnce(String where)
      throws ExecutionException, InterruptedException {
    Shop both = shop.through(HookedStore.before(shop.memory, new Meeting("put", where)));

    List<PublishResult> results = together(() -> publish(both), () -> publish(both));

    assertThat(results.get(0).uploaded() + results.get(1).uploaded()).isEqualTo(2);
    assertThat(shop.outcomes("one")).hasSize(2).allMatch(outcome -> outcome.contains("READY"));
    assertThat(shop.served(APP)).isEqualTo("app");
  }

  @Test
  void publish_byTwoOfOneNameWithOtherContent_isRefusedToOne()
      throws ExecutionException, InterruptedException {
    Shop both = shop.through(HookedStore.before(shop.memory, new Meeting("put", "/manifest.json")));

    List<Object> results =
        together(
            () -> outcome(() -> both.publish("one", build().mutable("a.txt", "A"))),
            () -> outcome(() -> both.publish("one", build().mutable("a.txt", "B"))));

    assertThat(results).filteredOn(PublishResult.class::isInstance).hasSize(1);
    assertThat(results).contains(PassthroughException.Kind.CONFLICT);
  }

  @Test
  void activate_byTwoAtOnce_givesEachANumber() throws ExecutionException, InterruptedException {
    shop.publish("one", build().mutable("a.txt", "A"));
    shop.publish("two", build().mutable("a.txt", "B"));
    Shop both = shop.through(HookedStore.before(shop.memory, new Meeting("put", "activations/")));

    List<ActivationResult> results =
        together(() -> both.activate("one"), () -> both.activate("two"));

    assertThat(results).extracting(ActivationResult::sequence).containsExactlyInAnyOrder(1L, 2L);
    ReleaseName last = results.get(results.get(0).sequence() == 2 ? 0 : 1).release();
    assertThat(shop.row(last.value()).active()).hasSize(1);
  }

  @Test
  void activateUnlessChanged_byTwoAtOnce_isRefusedToOne()
      throws ExecutionException, InterruptedException {
    shop.publish("one", build().mutable("a.txt", "A"));
    shop.publish("two", build().mutable("a.txt", "B"));
    Shop both = shop.through(HookedStore.before(shop.memory, new Meeting("put", "activations/")));

    List<Object> results =
        together(
            () -> outcome(() -> unlessChanged(both, "one", OptionalLong.empty())),
            () -> outcome(() -> unlessChanged(both, "two", OptionalLong.empty())));

    assertThat(results).filteredOn(ActivationResult.class::isInstance).hasSize(1);
    assertThat(results).contains(PassthroughException.Kind.CONFLICT);
  }

  @Test
  void activateUnlessChanged_afterAnotherActivation_isRefused() {
    shop.publish("one", build().mutable("a.txt", "A"));
    shop.publish("two", build().mutable("a.txt", "B"));
    OptionalLong began = OptionalLong.of(shop.pipeline.current(EnvironmentName.DEFAULT));
    shop.activate("two");

    assertThatThrownBy(() -> unlessChanged(shop, "one", began))
        .isInstanceOf(PassthroughException.class)
        .hasMessageContaining("'two'");
    assertThat(shop.row("two").active()).hasSize(1);
  }

  @Test
  void activateUnlessChanged_whenNothingHasChanged_activates() {
    shop.publish("one", build().mutable("a.txt", "A"));
    shop.publish("two", build().mutable("a.txt", "B"));
    shop.activate("one");
    OptionalLong began = OptionalLong.of(shop.pipeline.current(EnvironmentName.DEFAULT));

    ActivationResult result = unlessChanged(shop, "two", began);

    assertThat(result.sequence()).isEqualTo(2);
  }

  private static ActivationResult unlessChanged(Shop shop, String release, OptionalLong since) {
    return shop.pipeline.activateUnlessChanged(
        ReleaseName.of(release), EnvironmentName.DEFAULT, since, Optional.empty());
  }

  @Test
  void publish_abandonedByAnother_startsOver() {
    Shop other = shop.through(HookedStore.before(shop.memory, abandonFirst()));

    PublishResult result = publish(other);

    assertThat(result.uploaded()).isEqualTo(2);
    assertThat(shop.outcomes("one")).hasSize(2);
    assertThat(shop.row("one").state()).isEqualTo(ReleaseList.State.READY);
    assertThat(shop.row("one").uploaded()).contains(2);
  }

  @Test
  void activate_abandonedByAnother_countsWithItsSecondRecordOnly() {
    publish(shop);
    Shop other = shop.through(HookedStore.before(shop.memory, abandonFirst()));

    ActivationResult result = other.activate("one");

    assertThat(result.sequence()).isEqualTo(2);
    assertThat(result.previous()).isEmpty();
    assertThat(shop.keys(".passthrough/activations/")).hasSize(2);
  }

  @Test
  void publish_thatLosesAnAssetBeforeItIsReady_isRefused() {
    AtomicInteger lists = new AtomicInteger();
    Hook thief =
        call -> {
          if (call.is("list", "js/") && lists.incrementAndGet() == 2) {
            shop.delete(APP);
          }
        };

    Object result = outcome(() -> publish(shop.through(HookedStore.before(shop.memory, thief))));

    assertThat(result).isEqualTo(PassthroughException.Kind.CONFLICT);
    assertThat(shop.row("one").state()).isEqualTo(ReleaseList.State.ABANDONED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/manifest.json", "/open.json", "/outcome.json", APP, "activations/"})
  void put_thatHappenedWithoutAnAnswer_isFoundOut(String where) {
    Shop unsure = shop.through(HookedStore.after(shop.memory, unknownFirst(where)));

    PublishResult result = publish(unsure);
    unsure.activate("one");

    assertThat(result.uploaded()).isEqualTo(2);
    assertThat(shop.row("one").active()).hasSize(1);
    assertThat(shop.keys(".passthrough/activations/")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/manifest.json", "/open.json", "/outcome.json", APP, "activations/"})
  void put_thatDidNotHappenWithoutAnAnswer_isDoneAgain(String where) {
    Shop unsure = shop.through(HookedStore.before(shop.memory, unknownFirst(where)));

    PublishResult result = publish(unsure);
    unsure.activate("one");

    assertThat(result.uploaded()).isEqualTo(2);
    assertThat(shop.row("one").active()).hasSize(1);
    assertThat(shop.keys(".passthrough/activations/")).hasSize(1);
  }

  private static PublishResult publish(Shop shop) {
    return shop.publish("one", build().fingerprinted(APP, "app").mutable("a.txt", "A"));
  }

  /** Puts ABANDONED where the first outcome is about to be put. */
  private Hook abandonFirst() {
    AtomicInteger outcomes = new AtomicInteger();
    return call -> {
      if (call.is("put", "/outcome.json") && outcomes.getAndIncrement() == 0) {
        shop.putForeign(
            call.target(),
            "{\"schema\":1,\"at\":\"2026-01-01T00:00:00Z\",\"state\":\"ABANDONED\",\"stored\":[]}");
      }
    };
  }

  private static Hook unknownFirst(String where) {
    AtomicInteger puts = new AtomicInteger();
    return call -> {
      if (call.is("put", where) && puts.getAndIncrement() == 0) {
        throw AssetStoreException.of(AssetStoreException.Kind.OUTCOME_UNKNOWN, "put", "memory")
            .because("the answer was lost");
      }
    };
  }

  private static Object outcome(Callable<?> work) {
    try {
      return work.call();
    } catch (PassthroughException e) {
      return e.kind();
    } catch (Exception e) {
      return e;
    }
  }

  private <T> List<T> together(Callable<T> one, Callable<T> other)
      throws ExecutionException, InterruptedException {
    Future<T> first = threads.submit(one);
    Future<T> second = threads.submit(other);
    return List.of(first.get(), second.get());
  }
}
