package io.passthrough.core.prune;

import static io.passthrough.core.prune.PrunedShop.kept;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.config.RetentionConfig;
import io.passthrough.core.publish.Builds;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.HookedStore.Call;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What prune costs by the length of a history, and what a publish into it does. */
class PruneGrowthTest {

  private static final int FILES = 200;
  private static final int CHANGED = 10;
  private static final RetentionConfig ALL = kept(1_000, Duration.ofDays(1_000), Duration.ZERO);
  private static final RetentionConfig FIVE = kept(5, Duration.ZERO, Duration.ZERO);

  @Test
  void prune_ofALongerHistory_listsNoMoreThanItsPages() {
    long ofTen = lists(calls(history(10), shop -> shop.prune(FIVE)));
    long ofForty = lists(calls(history(40), shop -> shop.prune(FIVE)));

    assertThat(ofForty).isEqualTo(ofTen);
  }

  @Test
  void prune_ofALongHistory_looksAtEachCandidateOnce() {
    List<Call> calls = calls(history(40), shop -> shop.prune(FIVE));

    List<String> looks =
        calls.stream().filter(call -> call.is("stat", "js/")).map(Call::target).toList();
    assertThat(looks).hasSize(35 * CHANGED).doesNotHaveDuplicates();
    assertThat(calls).noneMatch(call -> call.is("read", "js/"));
  }

  @Test
  void prune_ofThousandsOfFiles_deletesThemInBatches() {
    PrunedShop shop = new PrunedShop();
    shop.publish("large", build(0, 2_500));
    shop.activate("large");
    shop.clock.pass(Duration.ofDays(1));
    shop.deploy("next");

    List<Call> calls = calls(shop, each -> each.prune(PrunedShop.CURRENT_ONLY));

    assertThat(calls.stream().filter(call -> call.is("delete", "js/")))
        .hasSize(3)
        .allMatch(call -> call.target().split(", ", -1).length <= 1_000);
  }

  @Test
  void publish_ofAnUnchangedRelease_costsNoMoreThanTwiceWhatItDoesAlone() {
    PrunedShop alone = new PrunedShop();
    alone.publish("r39", build(39, FILES));
    alone.activate("r39");
    PrunedShop history = history(40);
    history.prune(ALL);

    long byItself = others(calls(alone, shop -> shop.publish("r39", build(39, FILES))));
    long afterMany = others(calls(history, shop -> shop.publish("r39", build(39, FILES))));

    assertThat(afterMany).isLessThanOrEqualTo(2 * byItself);
  }

  private static PrunedShop history(int releases) {
    PrunedShop shop = new PrunedShop();
    IntStream.range(0, releases)
        .forEach(
            i -> {
              shop.publish("r" + i, build(i, FILES));
              shop.activate("r" + i);
              shop.clock.pass(Duration.ofDays(1));
            });
    return shop;
  }

  /** Files of which some are new in each release. */
  private static Builds build(int release, int files) {
    Builds build = Builds.build();
    IntStream.range(0, files)
        .forEach(
            i -> {
              int version = i < CHANGED ? release : 0;
              String key = String.format(Locale.ROOT, "js/f%d.%05x%03xa1.js", i, version, i);
              build.fingerprinted(key, "file " + i + " " + version);
            });
    return build;
  }

  private static List<Call> calls(PrunedShop shop, Consumer<PrunedShop> command) {
    HookedStore store = HookedStore.counting(shop.memory);
    command.accept(shop.through(store));
    return store.calls();
  }

  private static long lists(List<Call> calls) {
    return calls.stream().filter(call -> call.operation().equals("list")).count();
  }

  private static long others(List<Call> calls) {
    return calls.size() - lists(calls);
  }
}
