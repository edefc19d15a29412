package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.manifest.AssetKind;
import io.passthrough.api.manifest.ContentCoding;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.store.HookedStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseCatalogTest {

  private static final String APP = "js/app.1a2b3c4d.js";
  private static final EnvironmentName STAGING = EnvironmentName.of("staging");

  private final Shop shop = Shop.open();

  @Test
  void catalog_ofABucketThatAnotherToolFilled_hasNoRecords() {
    shop.putForeign(APP, "app");

    assertThat(catalog().hasRecords()).isFalse();
    assertThat(catalog().find(AssetKey.of(APP), EnvironmentName.DEFAULT)).isEmpty();
  }

  @Test
  void find_ofAFingerprintedKey_tellsAllThatAGatewayNeeds() {
    shop.publish("one", build().coded(APP, "app", "br"));

    KnownAsset asset = catalog().find(AssetKey.of(APP), EnvironmentName.DEFAULT).orElseThrow();

    assertThat(asset.kind()).isEqualTo(AssetKind.FINGERPRINTED);
    assertThat(asset.size()).isEqualTo(3);
    assertThat(asset.sha256()).isEqualTo(hash("app"));
    assertThat(asset.type()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(asset.location()).isEqualTo(AssetKey.of(APP));
    assertThat(asset.codings())
        .singleElement()
        .matches(form -> form.coding() == ContentCoding.BR && form.sha256().equals(hash("br")));
    assertThat(shop.text(asset.location(ContentCoding.BR).value())).isEqualTo("br");
  }

  @Test
  void find_ofAMutableKey_prefersTheEnvironmentsCurrentRelease() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.publish("three", build().mutable("a.txt", "3"));
    shop.activate("two");
    shop.pipeline.activate(ReleaseName.of("one"), STAGING);

    assertThat(release("a.txt", EnvironmentName.DEFAULT)).contains("two");
    assertThat(release("a.txt", STAGING)).contains("one");
    assertThat(release("a.txt", EnvironmentName.of("new"))).contains("three");
  }

  @Test
  void find_ofAMutableKeyThatTheCurrentReleaseLacks_goesBackByActivation() {
    shop.publish("old", build().mutable("a.txt", "1"));
    shop.publish("older", build().mutable("a.txt", "2"));
    shop.publish("current", build().mutable("b.txt", "3"));
    shop.publish("newest", build().mutable("a.txt", "4").mutable("c.txt", "5"));
    shop.activate("older");
    shop.activate("old");
    shop.activate("current");

    assertThat(release("a.txt", EnvironmentName.DEFAULT)).contains("old");
    assertThat(release("c.txt", EnvironmentName.DEFAULT)).contains("newest");
  }

  @Test
  void find_ofAnUnchangedMutableKey_namesTheReleaseItWasFoundIn() {
    shop.publish("one", build().mutable("a.txt", "same"));
    shop.publish("two", build().mutable("a.txt", "same"));
    shop.activate("two");

    assertThat(release("a.txt", EnvironmentName.DEFAULT)).contains("two");
    assertThat(release("a.txt", STAGING)).contains("two");
  }

  @Test
  void find_ofAKeyThatIsMutableInAnyRelease_belongsToReleases() {
    shop.publish("one", build().mutable(APP, "1"));
    shop.publish("two", build().fingerprinted(APP, "2"));
    shop.activate("two");
    shop.activate("one");

    assertThat(shop.served(APP)).isEqualTo("1");
    shop.activate("two");
    assertThat(shop.served(APP)).isEqualTo("2");
  }

  @Test
  void find_ofAReleaseThatIsNotReady_isEmpty() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    shop.keys(".passthrough/releases/one/attempts/").stream()
        .filter(key -> key.endsWith("/outcome.json"))
        .forEach(shop::delete);

    assertThat(catalog().find(AssetKey.of(APP), EnvironmentName.DEFAULT)).isEmpty();
    assertThat(catalog().hasRecords()).isTrue();
  }

  @Test
  void find_afterARollback_goesBackToTheOldBytes() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.activate("one");
    shop.activate("two");
    ReleaseCatalog before = catalog();
    shop.rollback();

    ReleaseCatalog after = before.refresh(shop.store);

    assertThat(before.find(AssetKey.of("a.txt"), EnvironmentName.DEFAULT).orElseThrow().sha256())
        .isEqualTo(hash("2"));
    assertThat(after.find(AssetKey.of("a.txt"), EnvironmentName.DEFAULT).orElseThrow().sha256())
        .isEqualTo(hash("1"));
  }

  @Test
  void refresh_afterAnotherPublish_sharesWhatIsTheSame() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    ReleaseCatalog before = catalog();
    shop.publish("two", build().fingerprinted(APP, "app").mutable("a.txt", "A"));

    ReleaseCatalog after = before.refresh(shop.store);

    assertThat(after.find(AssetKey.of(APP), EnvironmentName.DEFAULT).orElseThrow().key())
        .isSameAs(before.find(AssetKey.of(APP), EnvironmentName.DEFAULT).orElseThrow().key());
    assertThat(after.releases(AssetKey.of(APP)))
        .extracting(ReleaseName::value)
        .containsExactly("two", "one");
  }

  @Test
  void refresh_whenRecordsAreGone_forgetsTheRelease() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    ReleaseCatalog before = catalog();
    shop.keys(".passthrough/releases/one/").forEach(shop::delete);

    assertThat(before.refresh(shop.store).find(AssetKey.of(APP), EnvironmentName.DEFAULT))
        .isEmpty();
  }

  @Test
  void refresh_whenAManifestIsGone_forgetsTheRelease() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    ReleaseCatalog before = catalog();
    shop.delete(shop.manifestKey("one"));

    assertThat(before.refresh(shop.store).find(AssetKey.of(APP), EnvironmentName.DEFAULT))
        .isEmpty();
  }

  @Test
  void refresh_withACorruptManifest_keepsTheOtherReleasesAndTellsTheFault() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    shop.publish("two", build().mutable("a.txt", "A"));
    shop.putForeign(shop.manifestKey("one"), "no JSON");

    ReleaseCatalog catalog = catalog();

    assertThat(catalog.find(AssetKey.of("a.txt"), EnvironmentName.DEFAULT)).isPresent();
    assertThat(catalog.find(AssetKey.of(APP), EnvironmentName.DEFAULT)).isEmpty();
    assertThat(catalog.faults())
        .singleElement()
        .asString()
        .contains("'" + shop.manifestKey("one") + "'");
  }

  @Test
  void refresh_withAnActivationThatWasNeverCommitted_ignoresIt() {
    shop.publish("one", build().mutable("a.txt", "1"));
    shop.publish("two", build().mutable("a.txt", "2"));
    shop.activate("one");
    shop.putForeign(
        ".passthrough/activations/default/000000000002.json",
        "{\"schema\":1,\"at\":\"2026-01-01T00:00:00Z\",\"release\":\"two\",\"attempt\":"
            + "\"00000000-0000-0000-0000-000000000000\",\"action\":\"activate\",\"previous\":\"one\"}");

    assertThat(release("a.txt", EnvironmentName.DEFAULT)).contains("one");
    assertThat(shop.activate("two").sequence()).isEqualTo(3);
  }

  @Test
  void refresh_ofAStoreThatIsDown_failsAndTheCatalogStays() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    ReleaseCatalog before = catalog();
    HookedStore down =
        HookedStore.before(
            shop.memory,
            call -> {
              throw AssetStoreException.of(
                      AssetStoreException.Kind.UNAVAILABLE, call.operation(), "memory")
                  .because("it is down");
            });

    assertThatExceptionOfType(AssetStoreException.class).isThrownBy(() -> before.refresh(down));
    assertThat(before.find(AssetKey.of(APP), EnvironmentName.DEFAULT)).isPresent();
  }

  @Test
  void release_byItsDigest_isTheNewestReadyOne() {
    shop.publish("one", build().mutable("a.txt", "A"));
    Sha256 digest = shop.publish("again", build().mutable("a.txt", "A")).digest();

    assertThat(catalog().release(digest)).contains(ReleaseName.of("again"));
    assertThat(catalog().release(hash("none"))).isEmpty();
  }

  private ReleaseCatalog catalog() {
    return ReleaseCatalog.empty().refresh(shop.store);
  }

  private Optional<String> release(String key, EnvironmentName environment) {
    return catalog().find(AssetKey.of(key), environment).map(asset -> asset.release().value());
  }

  private static Sha256 hash(String text) {
    return Sha256.of(Builds.bytes(text));
  }
}
