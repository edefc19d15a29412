package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.ReleaseName;
import io.passthrough.api.manifest.Sha256;
import io.passthrough.core.PassthroughException;
import io.passthrough.core.PassthroughException.Kind;
import io.passthrough.core.PipelineListener;
import io.passthrough.core.PipelineListener.Event;
import io.passthrough.core.PipelineListener.Skipped;
import io.passthrough.core.PipelineListener.Started;
import io.passthrough.core.PipelineListener.Uploaded;
import io.passthrough.core.PipelineListener.Warned;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.store.HookedStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PublishTest {

  private static final String APP = "js/app.1a2b3c4d.js";

  private final Shop shop = Shop.open();

  @Test
  void asset_fingerprinted_liesUnderItsKeyReadyForACdn() {
    shop.publish("one", build().fingerprinted(APP, "app"));

    assertThat(shop.text(APP)).isEqualTo("app");
    assertThat(shop.info(APP).headers().contentType()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(shop.info(APP).headers().cacheControl())
        .contains("public, max-age=31536000, immutable");
    assertThat(shop.info(APP).headers().metadata())
        .containsEntry("sha256", Sha256.of(Builds.bytes("app")).hex())
        .containsKey("write_id");
  }

  @Test
  void asset_companion_liesUnderItsKeyToBeRevalidated() {
    shop.publish("one", build().companion(APP + ".map", "map"));

    assertThat(shop.text(APP + ".map")).isEqualTo("map");
    assertThat(shop.info(APP + ".map").headers().cacheControl()).contains("no-cache");
  }

  @Test
  void asset_mutable_liesUnderItsHash() {
    shop.publish("one", build().mutable("index.html", "<p>"));

    String location = ".passthrough/files/" + Sha256.of(Builds.bytes("<p>"));
    assertThat(shop.contents()).containsExactly(location);
    assertThat(shop.info(location).headers().contentType()).isEqualTo("application/octet-stream");
    assertThat(shop.find("index.html").orElseThrow().type()).isEqualTo("text/html; charset=utf-8");
  }

  @Test
  void asset_coded_liesOnceUnderTheHashWithoutCoding() {
    shop.publish("one", build().coded("a.1a2b3c4d.js", "same", "br").coded("b.js", "same", "br"));

    assertThat(shop.keys(".passthrough/encoded/"))
        .containsExactly(".passthrough/encoded/" + Sha256.of(Builds.bytes("same")) + ".br");
  }

  @Test
  void result_ofAFirstPublish_countsEverythingAsUploaded() {
    PublishResult result =
        shop.publish("one", build().fingerprinted(APP, "12345").mutable("a.txt", "123"));

    assertThat(result.release().value()).isEqualTo("one");
    assertThat(result.assets()).isEqualTo(2);
    assertThat(result.uploaded()).isEqualTo(2);
    assertThat(result.skipped()).isZero();
    assertThat(result.uploadedBytes()).isEqualTo(8);
    assertThat(result.skippedBytes()).isZero();
    assertThat(result.reloadBytes()).isEqualTo(8);
    assertThat(result.dryRun()).isFalse();
  }

  @Test
  void result_afterAChange_countsWhatIsNewToTheStoreAndToUsers() {
    shop.publish("one", build().fingerprinted(APP, "12345").mutable("a.txt", "123"));
    shop.activate("one");

    PublishResult result =
        shop.publish("two", build().fingerprinted(APP, "12345").mutable("a.txt", "1"));

    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(result.uploadedBytes()).isEqualTo(1);
    assertThat(result.skippedBytes()).isEqualTo(5);
    assertThat(result.reloadBytes()).isEqualTo(1);
  }

  @Test
  void result_ofTwoFilesWithOneContent_countsTheBytesOnce() {
    PublishResult result =
        shop.publish("one", build().mutable("a.txt", "123").mutable("b.txt", "123"));

    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(result.uploadedBytes()).isEqualTo(3);
  }

  @Test
  void release_withoutName_isNamedByItsDigest() {
    PublishResult result =
        shop.pipeline.publish(build().fingerprinted(APP, "app").scanned(), Optional.empty());

    assertThat(result.digest().hex()).startsWith(result.release().value()).hasSize(64);
    assertThat(result.release().value()).hasSize(16);
  }

  @Test
  void release_publishedAgain_isCheckedAndUploadsNothing() {
    shop.publish("one", build().fingerprinted(APP, "app").mutable("a.txt", "A"));

    PublishResult again =
        shop.publish("one", build().fingerprinted(APP, "app").mutable("a.txt", "A"));

    assertThat(again.uploaded()).isZero();
    assertThat(again.skipped()).isEqualTo(2);
    assertThat(shop.outcomes("one")).hasSize(2).allMatch(outcome -> outcome.contains("READY"));
  }

  @Test
  void release_publishedAgainAfterItWasAbandoned_isFinished() {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("one", build().changed(APP, "app", "xyz")));

    PublishResult again = shop.publish("one", build().fingerprinted(APP, "app"));

    assertThat(again.uploaded()).isEqualTo(1);
    assertThat(shop.row("one").state()).isEqualTo(ReleaseList.State.READY);
    assertThat(shop.served(APP)).isEqualTo("app");
  }

  @Test
  void release_publishedAgainWithAnAssetGone_isMended() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    shop.delete(APP);

    PublishResult again = shop.publish("one", build().fingerprinted(APP, "app"));

    assertThat(again.uploaded()).isEqualTo(1);
    assertThat(shop.text(APP)).isEqualTo("app");
  }

  @Test
  void release_withOtherContentUnderItsName_isRefusedAndNothingIsPut() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    List<String> before = shop.keys("");

    assertFails(
        Kind.CONFLICT,
        "Cannot publish release 'one': it exists with other content",
        () -> shop.publish("one", build().mutable("a.txt", "A")));
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void release_publishedAgainWithOtherKinds_keepsTheFirstAndWarns() {
    shop.publish("one", build().mutable("a.txt", "A"));

    PublishResult again = shop.publish("one", build().fingerprinted("a.txt", "A"));

    assertThat(again.warnings())
        .containsExactly("Release 'one' keeps the kinds and types of its first publish");
    assertThat(shop.contents()).containsExactly(".passthrough/files/" + hash("A"));
  }

  @Test
  void fingerprinted_withOtherBytesInAnotherRelease_isRefusedNamingBothAndTheNameStaysFree() {
    shop.publish("one", build().fingerprinted(APP, "app"));

    assertFails(
        Kind.CONFLICT,
        "Cannot publish release 'two': '" + APP + "' has other bytes in release 'one'",
        () -> shop.publish("two", build().fingerprinted(APP, "other")));
    assertThat(shop.releases()).containsExactly("one");
    assertThat(shop.text(APP)).isEqualTo("app");
  }

  @Test
  void fingerprinted_withOtherBytesFromAnotherTool_isRefusedAndAbandoned() {
    shop.putForeign(APP, "foreign");

    assertFails(
        Kind.CONFLICT,
        "Cannot publish release 'one': '"
            + APP
            + "' has other bytes in the store, from no release that is known",
        () -> shop.publish("one", build().fingerprinted(APP, "app")));
    assertThat(shop.outcomes("one")).singleElement().asString().contains("ABANDONED");
    assertThat(shop.text(APP)).isEqualTo("foreign");
  }

  @Test
  void fingerprinted_withOtherBytesOfAReleaseThatWasNeverReady_isRefusedNamingIt() {
    shop.putForeign("js/b.1a2b3c4d.js", "foreign");
    Pipeline oneByOne = new Pipeline(shop.store, 1, PipelineListener.NONE);
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(
            () ->
                oneByOne.publish(
                    build()
                        .fingerprinted(APP, "app")
                        .fingerprinted("js/b.1a2b3c4d.js", "b")
                        .scanned(),
                    Optional.of(ReleaseName.of("one"))));

    assertFails(
        Kind.CONFLICT,
        "Cannot publish release 'two': '" + APP + "' has other bytes in release 'one'",
        () -> shop.publish("two", build().fingerprinted(APP, "other")));
  }

  @Test
  void fingerprinted_withAHashThatIsRightAndASizeThatIsNot_isRefused() {
    shop.memory.put(
        AssetKey.of(APP),
        Content.of(Builds.bytes("ap")),
        AssetHeaders.of("text/javascript").withMetadata(Map.of("sha256", hash("app"))),
        PutCondition.ALWAYS);

    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(() -> shop.publish("one", build().fingerprinted(APP, "app")))
        .matches(e -> e.kind() == Kind.CONFLICT);
  }

  @Test
  void foreignObject_withTheSameBytes_isTakenOverAndReadOnlyOnce() {
    shop.putForeign(APP, "app");
    HookedStore calls = HookedStore.counting(shop.memory);

    PublishResult first = shop.through(calls).publish("one", build().fingerprinted(APP, "app"));
    PublishResult second = shop.through(calls).publish("one", build().fingerprinted(APP, "app"));

    assertThat(first.uploaded()).isZero();
    assertThat(second.uploaded()).isZero();
    assertThat(calls.calls()).filteredOn(call -> call.is("read", APP)).hasSize(1);
    assertThat(shop.info(APP).headers().contentType()).isEqualTo("text/plain");
  }

  @Test
  void foreignObject_withTheSameBytesAndOtherHeaders_isNamedWithWhatToDo() {
    shop.putForeign(APP, "app");
    shop.putForeign("js/b.1a2b3c4d.js", "b");

    PublishResult result =
        shop.publish(
            "one", build().fingerprinted(APP, "app").fingerprinted("js/b.1a2b3c4d.js", "b"));

    assertThat(result.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "'"
                + APP
                + "' was put by another tool with Content-Type 'text/plain' and no Cache-Control,"
                + " and 1 more alike: ")
        .endsWith("set them with that tool, or delete the object and publish again");
  }

  @Test
  void foreignObject_withTheHeadersOfPublish_isTakenOverInSilence() {
    shop.memory.put(
        AssetKey.of(APP),
        Content.of(Builds.bytes("app")),
        AssetHeaders.of("application/javascript").withCacheControl("max-age=31536000,immutable"),
        PutCondition.ALWAYS);

    PublishResult result = shop.publish("one", build().fingerprinted(APP, "app"));

    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void companion_withOtherBytes_keepsTheFirstAndWarns() {
    shop.publish("one", build().companion(APP + ".map", "first"));

    PublishResult result = shop.publish("two", build().companion(APP + ".map", "second one"));

    assertThat(result.warnings())
        .containsExactly("'" + APP + ".map' keeps the bytes that were published first");
    assertThat(shop.text(APP + ".map")).isEqualTo("first");
    assertThat(shop.find(APP + ".map").orElseThrow())
        .matches(asset -> asset.sha256().hex().equals(hash("first")) && asset.size() == 5)
        .matches(asset -> asset.release().value().equals("two"));
  }

  @Test
  void coding_withOtherBytes_keepsTheFirstAndIsRecordedAsItIs() {
    shop.publish("one", build().coded(APP, "app", "first"));

    PublishResult result = shop.publish("two", build().coded(APP, "app", "second one"));

    assertThat(result.warnings()).isEmpty();
    assertThat(shop.find(APP).orElseThrow().codings())
        .singleElement()
        .matches(form -> form.sha256().hex().equals(hash("first")) && form.size() == 5);
  }

  @Test
  void file_thatChangedSinceTheScan_isRefusedByNameAndNotStored() {
    assertFails(
        Kind.IO,
        "Cannot publish release 'one': cannot read '" + APP + "' (the file has changed)",
        () -> shop.publish("one", build().changed(APP, "before", "after!")));
    assertThat(shop.contents()).isEmpty();
    assertThat(shop.outcomes("one")).singleElement().asString().contains("ABANDONED");
  }

  @Test
  void file_thatBecameShorterSinceTheScan_isRefusedByName() {
    assertFails(
        Kind.IO,
        "Cannot publish release 'one': cannot read '" + APP + "' (the file has become shorter)",
        () -> shop.publish("one", build().changed(APP, "before", "bef")));
  }

  @Test
  void failure_ofOnePut_stopsTheOthersAndAbandons() {
    HookedStore down =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("put", "js/")) {
                throw AssetStoreException.of(AssetStoreException.Kind.UNAVAILABLE, "put", "memory")
                    .because("it is down");
              }
            });
    Pipeline oneByOne = new Pipeline(down, 1, PipelineListener.NONE);

    assertThatExceptionOfType(AssetStoreException.class)
        .isThrownBy(
            () ->
                oneByOne.publish(
                    build()
                        .fingerprinted(APP, "app")
                        .mutable("a.txt", "1")
                        .mutable("k.txt", "2")
                        .scanned(),
                    Optional.of(ReleaseName.of("one"))))
        .withMessage("Cannot put: it is down in memory");
    assertThat(shop.keys(".passthrough/files/")).hasSize(1);
    assertThat(shop.outcomes("one")).singleElement().asString().contains("ABANDONED");
  }

  @Test
  void interrupt_ofAPublish_abandonsItAndKeepsTheFlag() {
    HookedStore interrupting =
        HookedStore.before(
            shop.memory,
            call -> {
              if (call.is("list", "js/")) {
                Thread.currentThread().interrupt();
              }
            });

    assertFails(
        Kind.IO,
        "Cannot go on: interrupted",
        () -> shop.through(interrupting).publish("one", build().fingerprinted(APP, "app")));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(shop.outcomes("one")).singleElement().asString().contains("ABANDONED");
  }

  @Test
  void prunePlan_thatCannotBeRead_condemnsEveryKey() {
    shop.putForeign(".passthrough/plans/1/plan.json", "{}");

    assertFails(
        Kind.IO,
        "Cannot publish release 'one': a prune may be about to delete any file, as its plan cannot"
            + " be read. Corrupt record: 'schema' is no count, '.passthrough/plans/1/plan.json' in"
            + " memory",
        () -> shop.publish("one", build().fingerprinted(APP, "app")));
    assertThat(shop.outcomes("one")).singleElement().asString().contains("ABANDONED");
  }

  @Test
  void prunePlan_thatIsDone_isNoObstacle() {
    shop.putForeign(".passthrough/plans/1/plan.json", "{}");
    shop.putForeign(".passthrough/plans/1/done.json", "{}");

    PublishResult result = shop.publish("one", build().fingerprinted(APP, "app"));

    assertThat(result.uploaded()).isEqualTo(1);
  }

  @Test
  void listener_ofAPublish_hearsOfEveryAsset() {
    List<Event> events = new CopyOnWriteArrayList<>();
    shop.publish("one", build().fingerprinted(APP, "app").companion(APP + ".map", "1"));
    Pipeline pipeline = new Pipeline(shop.store, 1, events::add);

    pipeline.publish(
        build()
            .fingerprinted(APP, "app")
            .companion(APP + ".map", "2")
            .mutable("a.txt", "A")
            .scanned(),
        Optional.empty());

    assertThat(events)
        .startsWith(new Started(3, 5))
        .contains(new Skipped(key(APP), 3), new Skipped(key(APP + ".map"), 1))
        .contains(new Uploaded(key("a.txt"), 1))
        .contains(new Warned("'" + APP + ".map' keeps the bytes that were published first"))
        .hasSize(5);
  }

  @Test
  void dryRun_ofANewRelease_tellsWhatWouldBeDoneAndPutsNothing() {
    shop.publish("one", build().fingerprinted(APP, "app"));
    List<String> before = shop.keys("");

    PublishResult result =
        shop.pipeline.dryRun(
            build().fingerprinted(APP, "app").mutable("a.txt", "A").scanned(), Optional.empty());

    assertThat(result.dryRun()).isTrue();
    assertThat(result.uploaded()).isEqualTo(1);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(shop.keys("")).isEqualTo(before);
  }

  @Test
  void dryRun_ofAConflict_isRefusedAsThePublishWouldBe() {
    shop.publish("one", build().fingerprinted(APP, "app"));

    assertFails(
        Kind.CONFLICT,
        "Cannot publish release 'two': '" + APP + "' has other bytes in release 'one'",
        () ->
            shop.pipeline.dryRun(
                build().fingerprinted(APP, "other").scanned(), Optional.of(ReleaseName.of("two"))));
  }

  @Test
  void store_thatCannotCreateIfAbsent_isRefusedBeforeAnythingIsPut() {
    Shop lesser = shop.through(HookedStore.counting(shop.memory).with(Set.of()));

    assertFails(
        Kind.REFUSED,
        "Cannot keep records in memory: it cannot create only what is absent",
        () -> lesser.publish("one", build().fingerprinted(APP, "app")));
    assertThat(shop.keys("")).isEmpty();
  }

  private static AssetKey key(String text) {
    return AssetKey.of(text);
  }

  private static String hash(String text) {
    return Sha256.of(Builds.bytes(text)).hex();
  }

  private static void assertFails(Kind kind, String message, Runnable work) {
    assertThatExceptionOfType(PassthroughException.class)
        .isThrownBy(work::run)
        .withMessage(message)
        .matches(e -> e.kind() == kind, "of kind " + kind);
  }
}
