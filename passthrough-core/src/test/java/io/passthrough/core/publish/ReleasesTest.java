package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.release.Explanation;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.release.ReleaseList.State;
import io.passthrough.core.store.HookedStore;
import io.passthrough.core.url.AssetUrls;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReleasesTest {

  private static final String APP = "js/app.1a2b3c4d.js";
  private static final EnvironmentName STAGING = EnvironmentName.of("staging");

  private final Shop shop = Shop.open();

  @Test
  void releases_ofAnEmptyStore_areNone() {
    assertThat(shop.releases.list())
        .isEqualTo(
            new ReleaseList(List.of(), List.of(), Optional.empty(), List.of(), List.of(), 0));
  }

  @Test
  void releases_published_areListedNewestFirst() {
    shop.publish("b", build().mutable("a.txt", "1"));
    shop.publish("a", build().mutable("a.txt", "2"));
    shop.publish("c", build().mutable("a.txt", "3"));
    shop.publish("a", build().mutable("a.txt", "2"));

    assertThat(shop.releases()).containsExactly("c", "a", "b");
  }

  @Test
  void row_ofARelease_showsTheFiguresOfItsFirstPublish() {
    shop.publish("one", build().fingerprinted(APP, "12345").mutable("a.txt", "123"));
    shop.activate("one");
    shop.publish("two", build().fingerprinted(APP, "12345").mutable("a.txt", "1"));
    shop.publish("two", build().fingerprinted(APP, "12345").mutable("a.txt", "1"));
    shop.activate("two");

    ReleaseList.Row row = shop.row("two");

    assertThat(row.state()).isEqualTo(State.READY);
    assertThat(row.publishedAt()).isPresent();
    assertThat(row.assets()).isEqualTo(2);
    assertThat(row.bytes()).isEqualTo(6);
    assertThat(row.uploaded()).contains(1);
    assertThat(row.uploadedBytes()).contains(1L);
    assertThat(row.reloadBytes()).contains(1L);
  }

  @Test
  void row_ofAReplacedRelease_isRetiredSinceThen() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.publish("three", build().mutable("a.txt", "3"));
    shop.activate("one");
    shop.activate("two");

    assertThat(shop.row("one").retiredAt())
        .contains(shop.info(".passthrough/activations/default/000000000002.json").lastModified());
    assertThat(shop.row("two").retiredAt()).isEmpty();
    assertThat(shop.row("three").retiredAt()).isEmpty();
  }

  @Test
  void row_ofAReleaseInTwoEnvironments_namesBothAndIsNotRetired() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.activate("one");
    shop.activate("two");
    shop.pipeline.activate(ReleaseName.of("one"), STAGING);
    shop.pipeline.activate(ReleaseName.of("two"), STAGING);
    shop.rollback();

    assertThat(shop.row("two").active()).containsExactly(STAGING);
    assertThat(shop.row("two").retiredAt()).isEmpty();
    assertThat(shop.row("one").active()).containsExactly(EnvironmentName.DEFAULT);
  }

  @Test
  void row_ofAFailedPublish_isAbandoned() {
    shop.putForeign(APP, "foreign");
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("one", build().fingerprinted(APP, "app")));

    assertThat(shop.row("one").state()).isEqualTo(State.ABANDONED);
    assertThat(shop.row("one").publishedAt()).isEmpty();
    assertThat(shop.row("one").uploaded()).isEmpty();
  }

  @Test
  void row_ofAPublishThatTheStoreDidNotLetBegin_isAbandoned() {
    AtomicBoolean down = new AtomicBoolean();
    HookedStore failing =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("put", "/open.json") && down.compareAndSet(false, true)) {
                throw AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "put", "memory")
                    .because("it is down");
              }
            });

    assertThatExceptionOfType(AssetStoreException.class)
        .isThrownBy(() -> shop.through(failing).publish("one", build().mutable("a.txt", "1")));

    assertThat(shop.row("one").state()).isEqualTo(State.ABANDONED);
  }

  @Test
  void releases_beyondAPageOfRecords_areListed() {
    IntStream.range(0, AssetStore.MAX_PAGE_SIZE)
        .forEach(i -> shop.putForeign(".passthrough/releases/a/attempts/" + i, "none of ours"));
    shop.publish("one", build().mutable("a.txt", "1"));

    assertThat(shop.releases()).containsExactly("one");
    assertThat(shop.served("a.txt")).isEqualTo("1");
  }

  @Test
  void row_ofAKilledPublish_isOpen() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.keys(".passthrough/releases/one/attempts/").stream()
        .filter(key -> key.endsWith("/outcome.json"))
        .forEach(shop::delete);

    assertThat(shop.row("one").state()).isEqualTo(State.OPEN);
  }

  @Test
  void record_thatIsCorrupt_isToldAndTheOtherReleasesAreListed() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.putForeign(shop.manifestKey("one"), "no JSON");

    ReleaseList listing = shop.releases.list();

    assertThat(listing.releases()).extracting(row -> row.release().value()).containsExactly("two");
    assertThat(listing.faults())
        .singleElement()
        .asString()
        .startsWith("Corrupt record: it is not JSON")
        .contains("'" + shop.manifestKey("one") + "'");
  }

  @Test
  void newest_ofMany_areThoseThatWerePublishedLast() {
    IntStream.rangeClosed(1, 9)
        .forEach(i -> shop.publish("r" + i, build().mutable("a.txt", "" + i)));
    shop.activate("r2");

    ReleaseList listing = shop.releases.newest(3);

    assertThat(listing.releases())
        .extracting(row -> row.release().value())
        .containsExactly("r9", "r8", "r7");
    assertThat(listing.total()).isEqualTo(9);
    assertThat(shop.releases.newest(100)).isEqualTo(shop.releases.list());
  }

  @Test
  void explain_ofAKey_namesEveryReleaseThatHasIt() {
    shop.publish("one", build().fingerprinted(APP, "app").mutable("a.txt", "1"));
    shop.publish("two", build().fingerprinted(APP, "app").mutable("a.txt", "2"));
    shop.activate("one");

    Explanation app =
        shop.releases.explain(AssetKey.of(APP), EnvironmentName.DEFAULT, AssetUrls.ROOT);
    Explanation text =
        shop.releases.explain(AssetKey.of("a.txt"), EnvironmentName.DEFAULT, AssetUrls.ROOT);

    assertThat(app.releases()).extracting(ReleaseName::value).containsExactly("two", "one");
    assertThat(app.asset().orElseThrow().release().value()).isEqualTo("two");
    assertThat(text.asset().orElseThrow().release().value()).isEqualTo("one");
  }

  @Test
  void explain_ofAnUnknownKey_isEmpty() {
    Explanation explanation =
        shop.releases.explain(AssetKey.of("x.js"), EnvironmentName.DEFAULT, AssetUrls.ROOT);

    assertThat(explanation.asset()).isEmpty();
    assertThat(explanation.releases()).isEmpty();
  }

  @Test
  void explain_withACorruptRecord_answersFromTheOthersAndNamesIt() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.putForeign(shop.manifestKey("one"), "[]");

    Explanation explanation =
        shop.releases.explain(AssetKey.of("a.txt"), EnvironmentName.DEFAULT, AssetUrls.ROOT);

    assertThat(explanation.releases()).extracting(ReleaseName::value).containsExactly("two");
    assertThat(explanation.faults()).singleElement().asString().contains(shop.manifestKey("one"));
  }

  @Test
  void record_datedInAYearToCome_countsAsOfWhenItWasPut() {
    shop.publish("one", build().mutable("a.txt", "1"));
    String outcome =
        shop.keys(".passthrough/releases/one/attempts/").stream()
            .filter(key -> key.endsWith("/outcome.json"))
            .findFirst()
            .orElseThrow();
    shop.putForeign(
        outcome,
        shop.text(outcome).replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"2936-01-01T00:00:00Z\""));
    shop.publish("two", build().mutable("a.txt", "2"));

    ReleaseList listing = shop.releases.list();

    assertThat(listing.releases().get(0).release().value()).isEqualTo("two");
    assertThat(shop.row("one").publishedAt()).contains(shop.info(outcome).lastModified());
    assertThat(shop.served("a.txt")).isEqualTo("2");
    assertThat(listing.warnings())
        .singleElement()
        .asString()
        .startsWith("A record is dated 2936-01-01T00:00:00Z, which has not come")
        .contains("'" + outcome + "'");
  }
}
