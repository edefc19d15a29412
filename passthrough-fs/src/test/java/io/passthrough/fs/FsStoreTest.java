package io.passthrough.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetInfo;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Cursor;
import io.passthrough.api.Deadline;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.StoreConfig;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsStoreTest {

  private static final AssetKey KEY = AssetKey.of("js/app.3f2a91bc.js");
  private static final AssetHeaders HEADERS =
      AssetHeaders.of("application/wasm")
          .withCacheControl("public, max-age=31536000")
          .withContentEncoding("br")
          .withMetadata(Map.of("sha256", "ab\"\\c", "write_id", "1"));

  @TempDir Path folder;
  private AssetStore store;

  @BeforeEach
  void open() {
    store = open(Access.WRITE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AssetStore open(Access access) {
    return new FsProvider().open(new StoreConfig(Map.of("path", folder.toString()), "", access));
  }

  private Version put(String key, String text) {
    return store.put(AssetKey.of(key), content(text), HEADERS, PutCondition.ALWAYS);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> list(String prefix) {
    return keys(store.list(prefix, Optional.empty(), 1_000));
  }

  private static List<String> keys(Page page) {
    return page.entries().stream().map(entry -> entry.key().value()).toList();
  }

  @Test
  void put_anObject_isReadBackWhole() throws IOException {
    Version version = put(KEY.value(), "hello");

    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body()).hasContent("hello");
      assertThat(reader.info().headers()).isEqualTo(HEADERS);
      assertThat(reader.info().version()).isEqualTo(version);
      assertThat(reader.info().size()).isEqualTo(5);
    }
    assertThat(folder.resolve(KEY.value())).hasContent("hello");
  }

  @Test
  void version_ofAnObject_isTheSameEverywhere() {
    Version version = put(KEY.value(), "hello");

    AssetInfo info = store.stat(KEY).orElseThrow();

    Entry entry = store.list("", Optional.empty(), 10).entries().get(0);
    assertThat(info.version()).isEqualTo(version);
    assertThat(entry).isEqualTo(new Entry(KEY, 5, info.lastModified(), version));
  }

  @Test
  void put_overAnObject_replacesHeadersAndVersion() {
    Version first = put(KEY.value(), "hello");

    Version second =
        store.put(KEY, content("HELLO"), AssetHeaders.of("text/plain"), PutCondition.ALWAYS);

    AssetInfo info = store.stat(KEY).orElseThrow();
    assertThat(second).isNotEqualTo(first);
    assertThat(info.version()).isEqualTo(second);
    assertThat(info.headers()).isEqualTo(AssetHeaders.of("text/plain"));
  }

  @Test
  void putIfAbsent_overAnObject_leavesItAsItWas() {
    Version version = put(KEY.value(), "hello");

    assertThatThrownBy(
            () ->
                store.put(
                    KEY, content("other"), AssetHeaders.of("text/css"), PutCondition.IF_ABSENT))
        .isInstanceOfSatisfying(
            AssetStoreException.class,
            e -> assertThat(e.kind()).isEqualTo(AssetStoreException.Kind.CONDITION_FAILED))
        .hasMessageContaining("another object is already there, 'js/app.3f2a91bc.js' in fs:");
    assertThat(store.stat(KEY).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void list_ofMixedNames_isInTheOrderOfWholeKeys() {
    List<String> keys =
        List.of(
            "a!", "a-b/z", "a-c", "a.js", "a/b", "a/b-c", "a0", "b/c/d", "\uFFFDx", "\uD83D\uDE00");
    keys.forEach(key -> put(key, "x"));

    assertThat(list("")).isEqualTo(keys);
    assertThat(list("a/")).containsExactly("a/b", "a/b-c");
    assertThat(list("a/b-")).containsExactly("a/b-c");
    assertThat(list("a-")).containsExactly("a-b/z", "a-c");
    assertThat(list("../")).isEmpty();
  }

  @Test
  void list_inPages_seesEachKeyOnce() {
    List<String> keys = List.of("a!", "a-b/z", "a-c", "a/b", "a/b-c", "a0");
    keys.forEach(key -> put(key, "x"));

    Page first = store.list("a", Optional.empty(), 2);
    Page second = store.list("a", first.next(), 2);
    Page third = store.list("a", second.next(), 2);

    assertThat(keys(first)).containsExactly("a!", "a-b/z");
    assertThat(keys(second)).containsExactly("a-c", "a/b");
    assertThat(keys(third)).containsExactly("a/b-c", "a0");
    assertThat(third.next()).isEmpty();
    assertThatThrownBy(() -> store.list("", Optional.of(new Cursor("page2")), 2))
        .hasMessageContaining("the cursor is not of this store");
  }

  @Test
  void delete_ofTheLastObjectInAFolder_freesTheFoldersName() {
    put("a/b/c", "x");

    assertThat(store.delete(List.of(AssetKey.of("a/b/c"), AssetKey.of("absent")))).isEmpty();

    put("a", "y");
    assertThat(list("")).containsExactly("a");
  }

  @Test
  void put_ofAFileAsAFolder_isRefusedNamingBoth() {
    put("a", "x");
    put("b/c", "x");

    assertThatThrownBy(() -> put("a/b", "y"))
        .hasMessageContaining("'a' is an object, so it cannot be a folder, 'a/b' in fs:");
    assertThatThrownBy(() -> put("b", "y"))
        .hasMessageContaining("it is the folder of 'b/c', so it cannot be an object, 'b' in fs:");
    assertThat(store.stat(AssetKey.of("a/b"))).isEmpty();
  }

  @Test
  void foreignFile_hasItsTypeFromTheExtension() throws IOException {
    Files.writeString(folder.resolve("x.css"), "a{}");

    AssetInfo info = store.stat(AssetKey.of("x.css")).orElseThrow();

    assertThat(info.headers()).isEqualTo(AssetHeaders.of("text/css; charset=utf-8"));
    assertThat(store.list("", Optional.empty(), 10).entries())
        .containsExactly(new Entry(info.key(), 3, info.lastModified(), info.version()));
  }

  @Test
  void close_ofAStore_leavesOnlyObjects() throws IOException {
    put("x.css", "a{}");

    store.close();

    try (var staged = Files.list(folder.resolve(".passthrough-fs/staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  @Test
  void reader_ofALinkThatIsSwapped_readsWhereItLeadsNow(@TempDir Path links) throws IOException {
    Path first = Files.createDirectories(links.resolve("1"));
    Path second = Files.createDirectories(links.resolve("2"));
    Files.writeString(first.resolve("config.json"), "one");
    Files.writeString(second.resolve("config.json"), "two");
    Path current = Files.createSymbolicLink(links.resolve("current"), first);
    StoreConfig config = new StoreConfig(Map.of("path", current.toString()), "", Access.READ);

    try (AssetStore reader = new FsProvider().open(config)) {
      assertThat(text(reader, "config.json")).isEqualTo("one");
      Files.delete(current);
      Files.createSymbolicLink(current, second);

      assertThat(text(reader, "config.json")).isEqualTo("two");
      assertThat(keys(reader.list("", Optional.empty(), 10))).containsExactly("config.json");
    }
  }

  @Test
  void delete_byAProcessThatWasSuspended_doesNotGoOn() {
    put("a.js", "a");
    put("b.js", "b");
    put("c.js", "c");
    AtomicLong looks = new AtomicLong();
    Deadline deadline =
        new Deadline(
            Duration.ofMinutes(1),
            InstantSource.system(),
            () -> looks.getAndIncrement() < 2 ? 0 : Duration.ofHours(1).toNanos());

    Map<AssetKey, AssetStoreException> failures =
        ((FsStore) store)
            .delete(
                List.of(AssetKey.of("a.js"), AssetKey.of("b.js"), AssetKey.of("c.js")), deadline);

    assertThat(failures).containsOnlyKeys(AssetKey.of("b.js"), AssetKey.of("c.js"));
    assertThat(failures.values())
        .allMatch(failure -> failure.kind() == AssetStoreException.Kind.UNAVAILABLE);
    assertThat(list("")).containsExactly("b.js", "c.js");
  }

  @Test
  void reader_ofALinkToNothing_isUnavailable(@TempDir Path links) throws IOException {
    Path first = Files.createDirectories(links.resolve("1"));
    Path current = Files.createSymbolicLink(links.resolve("current"), first);
    StoreConfig config = new StoreConfig(Map.of("path", current.toString()), "", Access.READ);

    try (AssetStore reader = new FsProvider().open(config)) {
      Files.delete(first);

      assertThatThrownBy(() -> reader.stat(KEY))
          .isInstanceOfSatisfying(
              AssetStoreException.class,
              e -> assertThat(e.kind()).isEqualTo(AssetStoreException.Kind.UNAVAILABLE));
    }
  }

  private static String text(AssetStore reader, String key) throws IOException {
    try (AssetReader opened = reader.read(AssetKey.of(key), ByteRange.ALL)) {
      return new String(opened.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
