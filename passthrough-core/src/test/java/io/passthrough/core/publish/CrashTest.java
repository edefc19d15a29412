package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.HookedStore.Call;
import io.passthrough.core.store.HookedStore.Hook;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed at any call to the store, and the next one that goes on. */
class CrashTest {

  private static final String OLD = "js/app.1a2b3c4d.js";
  private static final String NEW = "js/app.5e6f7a8b.js";

  private final Shop shop = Shop.open();

  /** Lets some calls through and is dead from then on. */
  private static final class Killed implements Hook {
    private final AtomicInteger left;

    Killed(int calls) {
      this.left = new AtomicInteger(calls);
    }

    @Override
    public void on(Call call) {
      if (left.getAndDecrement() <= 0) {
        throw new Kill();
      }
    }
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @MethodSource("callsOfAPublish")
  void publish_killedBeforeACall_isFinishedByTheNext(int calls) {
    Shop killed = shop.through(HookedStore.before(shop.memory, new Killed(calls)));

    assertThatThrownBy(() -> publish(killed)).isInstanceOf(Kill.class);

    assertNextPublishGoesOn();
  }

  @ParameterizedTest
  @MethodSource("callsOfAPublish")
  void publish_killedAfterACall_isFinishedByTheNext(int calls) {
    Shop killed = shop.through(HookedStore.after(shop.memory, new Killed(calls)));

    assertThatThrownBy(() -> publish(killed)).isInstanceOf(Kill.class);

    assertNextPublishGoesOn();
  }

  @ParameterizedTest
  @MethodSource("callsOfAnActivation")
  void activate_killedBeforeItsCommit_leavesTheOldRelease(int calls) {
    twoReleases(shop);
    Shop killed = shop.through(HookedStore.before(shop.memory, new Killed(calls)));

    assertThatThrownBy(() -> killed.activate("two")).isInstanceOf(Kill.class);

    assertThat(shop.served("index.html")).isEqualTo("one");
    assertThat(shop.activate("two").previous().orElseThrow().value()).isEqualTo("one");
    assertThat(shop.served("index.html")).isEqualTo("two");
  }

  @ParameterizedTest
  @MethodSource("callsAfterTheCommit")
  void activate_killedAfterItsCommit_leavesTheNewRelease(int calls) {
    twoReleases(shop);
    Shop killed = shop.through(HookedStore.before(shop.memory, new Killed(calls)));

    assertThatThrownBy(() -> killed.activate("two")).isInstanceOf(Kill.class);

    assertThat(shop.served("index.html")).isEqualTo("two");
    assertThat(shop.activate("two").previous().orElseThrow().value()).isEqualTo("one");
  }

  static IntStream callsOfAPublish() {
    Shop fresh = Shop.open();
    HookedStore calls = HookedStore.counting(fresh.memory);
    publish(fresh.through(calls));
    return IntStream.range(0, calls.calls().size());
  }

  static IntStream callsOfAnActivation() {
    return IntStream.rangeClosed(0, commit(activation()));
  }

  static IntStream callsAfterTheCommit() {
    List<Call> calls = activation();
    return IntStream.range(commit(calls) + 1, calls.size());
  }

  private static List<Call> activation() {
    Shop fresh = Shop.open();
    twoReleases(fresh);
    HookedStore calls = HookedStore.counting(fresh.memory);
    fresh.through(calls).activate("two");
    return calls.calls();
  }

  private static int commit(List<Call> calls) {
    return IntStream.range(0, calls.size())
        .filter(i -> calls.get(i).is("put", "/outcome.json"))
        .max()
        .orElseThrow();
  }

  private static void twoReleases(Shop shop) {
    shop.publish("one", build().fingerprinted(OLD, "old").mutable("index.html", "one"));
    shop.publish("two", build().fingerprinted(NEW, "new").mutable("index.html", "two"));
    shop.activate("one");
  }

  private static PublishResult publish(Shop shop) {
    return shop.publish(
        "two",
        build()
            .fingerprinted(OLD, "old")
            .coded(NEW, "new", "br")
            .companion(NEW + ".map", "map")
            .mutable("index.html", "two"));
  }

  private void assertNextPublishGoesOn() {
    List<String> there = shop.contents();
    HookedStore calls = HookedStore.counting(shop.memory);

    publish(shop.through(calls));

    assertThat(shop.row("two").state()).isEqualTo(ReleaseList.State.READY);
    assertThat(shop.served(NEW)).isEqualTo("new");
    assertThat(shop.served(NEW + ".map")).isEqualTo("map");
    assertThat(shop.served("index.html")).isEqualTo("two");
    assertThat(shop.find(NEW).orElseThrow().codings()).hasSize(1);
    assertThat(puts(calls)).filteredOn(there::contains).isEmpty();
  }

  private static List<String> puts(HookedStore calls) {
    return calls.calls().stream()
        .filter(call -> call.operation().equals("put"))
        .map(Call::target)
        .toList();
  }
}
