package io.passthrough.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.core.record.StoreLayout;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.store.HookedStore.Call;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls to a store things cost. */
class CostTest {

  private final Shop shop = Shop.open();

  @ParameterizedTest
  @ValueSource(strings = {"", "static/js/"})
  void publish_ofAnUnchangedReleaseOf10000Files_onlyListsAndPutsRecords(String folder) {
    shop.publish("one", tenThousand(folder));
    HookedStore calls = HookedStore.counting(shop.memory);

    PublishResult again = shop.through(calls).publish("one", tenThousand(folder));

    assertThat(again.uploaded()).isZero();
    assertThat(of(calls, "stat")).containsOnly(".passthrough/releases/one/manifest.json");
    assertThat(of(calls, "read")).allMatch(CostTest::isRecord);
    assertThat(of(calls, "put")).hasSize(3).allMatch(CostTest::isRecord);
    assertThat(of(calls, "list")).filteredOn(prefix -> !isRecord(prefix)).hasSizeLessThan(12);
    assertThat(of(calls, "list"))
        .filteredOn(CostTest::isRecord)
        .containsExactlyInAnyOrder(
            StoreLayout.RELEASES,
            StoreLayout.ACTIVATIONS,
            StoreLayout.PLANS,
            StoreLayout.JOURNAL,
            StoreLayout.FORGOTTEN,
            StoreLayout.DELETED);
  }

  @Test
  void catalog_refreshedAfterAnActivation_readsTheNewRecordsOnly() {
    shop.publish("one", Builds.build().mutable("index.html", "one"));
    shop.activate("one");
    shop.publish("two", Builds.build().mutable("index.html", "two"));
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(shop.store);
    shop.activate("two");
    HookedStore calls = HookedStore.counting(shop.memory);

    catalog.refresh(calls);

    assertThat(of(calls, "list")).hasSize(3);
    assertThat(of(calls, "read")).hasSize(2);
  }

  @Test
  void catalog_refreshedWithoutNews_readsNothingAndIsTheSame() {
    shop.publish("one", Builds.build().mutable("index.html", "one"));
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(shop.store);
    HookedStore calls = HookedStore.counting(shop.memory);

    ReleaseCatalog again = catalog.refresh(calls);

    assertThat(again).isSameAs(catalog);
    assertThat(of(calls, "read")).isEmpty();
    assertThat(of(calls, "list")).hasSize(3);
  }

  private static Builds tenThousand(String folder) {
    Builds build = Builds.build();
    IntStream.range(0, 9_990)
        .forEach(
            i ->
                build.fingerprinted(
                    String.format(Locale.ROOT, "%schunk.1a2b%04x.js", folder, i), "chunk " + i));
    IntStream.range(0, 10).forEach(i -> build.mutable("locales/" + i + ".json", "locale " + i));
    return build;
  }

  private static List<String> of(HookedStore calls, String operation) {
    return calls.calls().stream()
        .filter(call -> call.operation().equals(operation))
        .map(Call::target)
        .toList();
  }

  private static boolean isRecord(String target) {
    return target.startsWith(StoreLayout.RELEASES)
        || target.startsWith(StoreLayout.ACTIVATIONS)
        || target.startsWith(StoreLayout.PLANS)
        || target.startsWith(StoreLayout.JOURNAL)
        || target.startsWith(StoreLayout.FORGOTTEN)
        || target.startsWith(StoreLayout.DELETED);
  }
}
