package io.passthrough.core.publish;

import static io.passthrough.core.publish.Builds.build;
import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.manifest.EnvironmentName;
import io.passthrough.core.release.KnownAsset;
import io.passthrough.core.release.ReleaseCatalog;
import io.passthrough.core.release.ReleaseList;
import io.passthrough.core.store.HookedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints: they change what an answer costs, and never the answer. */
class CheckpointTest {

  private static final String FOLDER = ".passthrough/checkpoints/";
  private static final String FIRST = FOLDER + "000000000001.json.zst";
  private static final int RELEASES = 12;

  private final Shop shop = Shop.open();

  @BeforeEach
  void releaseMany() {
    IntStream.rangeClosed(1, RELEASES).forEach(i -> release(shop, i));
  }

  @Test
  void publish_afterManyRecords_putsOneThatTheNextRunsReadInstead() {
    HookedStore calls = HookedStore.counting(shop.memory);

    shop.through(calls).publish("next", build().mutable("a.txt", "next"));

    assertThat(shop.keys(FOLDER)).containsExactly(FIRST);
    assertThat(reads(calls)).contains(FIRST).hasSizeLessThan(4 * RELEASES - 35);
  }

  @Test
  void publish_afterFewRecords_looksForNone() {
    Shop small = Shop.open();
    release(small, 1);
    HookedStore calls = HookedStore.counting(small.memory);

    small.through(calls).publish("next", build().mutable("a.txt", "next"));

    assertThat(calls.calls()).noneMatch(call -> call.target().startsWith(FOLDER));
  }

  @Test
  void answers_withAndWithoutOne_areTheSame() {
    release(shop, RELEASES + 1);
    List<Object> with = answers();
    shop.delete(FIRST);

    assertThat(answers()).isEqualTo(with);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "changed", "other", "empty"})
  void answers_withOneThatIsCorrupt_areTheSame(String fault) {
    List<Object> with = answers();
    replace(FIRST, bytes -> spoilt(bytes, fault));

    assertThat(answers()).isEqualTo(with);
    release(shop, RELEASES + 1);
    assertThat(shop.releases()).hasSize(RELEASES + 1);
  }

  @Test
  void newest_whenItCannotBeRead_givesWayToTheOneBefore() {
    byte[] first = bytes(FIRST);
    put(FOLDER + "000000000002.json.zst", spoilt(first, "cut"));
    HookedStore calls = HookedStore.counting(shop.memory);

    shop.through(calls).releases.list();

    assertThat(reads(calls)).contains(FIRST).doesNotContain(shop.manifestKey("r1"));
  }

  @Test
  void release_ofWhichTheRecordsAreGone_isGoneThoughItIsCovered() {
    shop.keys(".passthrough/releases/r3/").forEach(shop::delete);

    assertThat(shop.releases()).hasSize(RELEASES - 1).doesNotContain("r3");
    assertThat(shop.find("js/app.1a2b3c03.js")).isEmpty();
  }

  @Test
  void record_thatCannotBeRead_isCoveredByNone() {
    Shop other = Shop.open();
    IntStream.rangeClosed(1, RELEASES - 2).forEach(i -> release(other, i));
    String manifest = other.text(other.manifestKey("r2"));
    other.putForeign(other.manifestKey("r2"), "{");
    release(other, RELEASES - 1);
    release(other, RELEASES);
    other.putForeign(other.manifestKey("r2"), manifest);

    assertThat(other.keys(FOLDER)).isNotEmpty();
    assertThat(other.releases()).hasSize(RELEASES);
    assertThat(other.releases.list().faults()).isEmpty();
  }

  @Test
  void activations_ofTwoReleases_areSummedUpToo() {
    Shop other = Shop.open();
    other.publish("a", build().mutable("a.txt", "a"));
    other.publish("b", build().mutable("a.txt", "b"));
    IntStream.range(0, 60).forEach(i -> other.activate(i % 2 == 0 ? "a" : "b"));
    HookedStore calls = HookedStore.counting(other.memory);

    other.through(calls).activate("a");

    assertThat(reads(calls).size()).isLessThan(50);
  }

  private static void release(Shop shop, int i) {
    shop.publish(
        "r" + i,
        build()
            .fingerprinted(String.format(Locale.ROOT, "js/app.1a2b3c%02d.js", i), "app " + i)
            .coded("js/lib.5e6f7a8b.js", "lib", "br")
            .companion("js/lib.5e6f7a8b.js.map", "map " + i)
            .mutable("a.txt", "a " + i));
    shop.activate("r" + i);
  }

  /** Everything that records are asked. */
  private List<Object> answers() {
    ReleaseList list = shop.releases.list();
    ReleaseCatalog catalog = ReleaseCatalog.empty().refresh(shop.store);
    List<Optional<KnownAsset>> assets =
        IntStream.rangeClosed(1, RELEASES)
            .mapToObj(i -> String.format(Locale.ROOT, "js/app.1a2b3c%02d.js", i))
            .map(key -> catalog.find(AssetKey.of(key), EnvironmentName.DEFAULT))
            .toList();
    return List.of(
        list,
        assets,
        catalog.find(AssetKey.of("a.txt"), EnvironmentName.DEFAULT),
        catalog.find(AssetKey.of("js/lib.5e6f7a8b.js"), EnvironmentName.DEFAULT),
        catalog.find(AssetKey.of("js/lib.5e6f7a8b.js.map"), EnvironmentName.DEFAULT),
        catalog.releases(AssetKey.of("a.txt")));
  }

  private static List<String> reads(HookedStore calls) {
    return calls.calls().stream()
        .filter(call -> call.operation().equals("read"))
        .map(HookedStore.Call::target)
        .toList();
  }

  private static byte[] spoilt(byte[] bytes, String fault) {
    return switch (fault) {
      case "cut" -> Arrays.copyOf(bytes, bytes.length / 2);
      case "changed" -> {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        yield changed;
      }
      case "other" -> Builds.bytes("no checkpoint");
      default -> new byte[0];
    };
  }

  private void replace(String key, UnaryOperator<byte[]> change) {
    put(key, change.apply(bytes(key)));
  }

  private byte[] bytes(String key) {
    try (AssetReader reader = shop.memory.read(AssetKey.of(key), ByteRange.ALL)) {
      return reader.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String key, byte[] bytes) {
    shop.memory.put(
        AssetKey.of(key),
        Content.of(bytes),
        AssetHeaders.of(AssetHeaders.OCTET_STREAM),
        PutCondition.ALWAYS);
  }
}
