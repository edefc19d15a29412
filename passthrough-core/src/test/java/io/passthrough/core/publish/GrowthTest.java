package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.core.PassthroughException;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.store.HookedStore;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What commands cost in a store with a long history: their number of calls, list pages apart. */
class GrowthTest {

  private static final int HISTORY = 60;

  private final Shop shop = Shop.open();

  @Test
  void commands_afterALongHistory_costNoMoreThanTheirBars() {
    IntStream.range(0, HISTORY).forEach(i -> release(shop, i, 50));

    for (int i = HISTORY; i < HISTORY + 12; i++) {
      int next = i;
      assertThat(calls(it -> it.publish("r" + next, changed(next, 50)))).isLessThanOrEqualTo(130);
      assertThat(calls(it -> it.activate("r" + next))).isLessThanOrEqualTo(60);
      assertThat(calls(it -> it.releases.newest(50))).isLessThanOrEqualTo(60);
      assertThat(calls(Shop::rollback)).isLessThanOrEqualTo(60);
      assertThat(calls(it -> ReleaseCatalog.empty().refresh(it.store))).isLessThanOrEqualTo(60);
    }
  }

  @Test
  void rollback_toBeforeAnActivationOfLongAgo_isRefusedAsThatIsRemembered() {
    shop.publish("a", build().mutable("a.txt", "a"));
    shop.publish("b", build().mutable("a.txt", "b"));
    IntStream.range(0, 100).forEach(i -> shop.activate(i % 2 == 0 ? "a" : "b"));
    shop.activate("a");

    assertThat(shop.keys(".passthrough/checkpoints/")).isNotEmpty();
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(shop::rollback)
        .withMessageContaining("no release was active in environment 'default' before 'a'");
  }

  private static void release(Shop shop, int i, int changes) {
    shop.publish("r" + i, changed(i, changes));
    shop.activate("r" + i);
  }

  /** A build with some files of its own, and as many that all have. */
  private static Builds changed(int release, int files) {
    Builds build = build().mutable("a.txt", "a " + release);
    IntStream.range(0, files)
        .forEach(
            i -> {
              String token = String.format(Locale.ROOT, "%05x%02x1", release, i);
              build.fingerprinted("js/own." + token + "a2.js", "own " + release + " " + i);
              build.fingerprinted(
                  String.format(Locale.ROOT, "js/lib.1a2b%04x.js", i), "library " + i);
            });
    return build;
  }

  /** Counts the calls of a command, list pages apart. */
  private long calls(Consumer<Shop> command) {
    HookedStore store = HookedStore.counting(shop.memory);
    command.accept(shop.through(store));
    return store.calls().stream().filter(call -> !call.operation().equals("list")).count();
  }
}
