package io.passthrough.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import com.google.common.jimfs.PathNormalization;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Capability;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.Finding;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volumes that this machine need not have: in memory, with other rules than the real disk's. */
class FsVolumeTest {

  private static final AssetHeaders HEADERS =
      AssetHeaders.of("text/css")
          .withCacheControl("no-cache")
          .withMetadata(Map.of("sha256", "0a", "quote", "a\"b\\c"));

  private FileSystem volume = Jimfs.newFileSystem(Configuration.unix());

  @AfterEach
  void close() throws IOException {
    volume.close();
  }

  private static Configuration.Builder unix() {
    return Configuration.unix().toBuilder()
        .setAttributeViews("basic", "owner", "posix", "unix", "user");
  }

  private AssetStore open(Configuration.Builder configuration) {
    volume = Jimfs.newFileSystem(configuration.build());
    return open(Access.WRITE);
  }

  private AssetStore open(Access access) {
    return FsStore.open(new FsOptions(folder(), "", access));
  }

  private Path folder() {
    return volume.getPath("/store");
  }

  private static Version put(AssetStore store, String key, String text) {
    return store.put(AssetKey.of(key), content(text), HEADERS, PutCondition.ALWAYS);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> list(AssetStore store) {
    return store.list("", Optional.empty(), 1_000).entries().stream()
        .map(Entry::key)
        .map(AssetKey::value)
        .toList();
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private static Configuration.Builder caseInsensitive() {
    return unix().setNameCanonicalNormalization(PathNormalization.CASE_FOLD_ASCII);
  }

  @Test
  void caseInsensitiveVolume_read_findsTheExactNameOnly() {
    AssetStore store = open(caseInsensitive());
    put(store, "js/App.js", "x");

    assertThat(store.stat(AssetKey.of("js/App.js"))).isPresent();
    assertThat(store.stat(AssetKey.of("js/app.js"))).isEmpty();
    assertThat(store.stat(AssetKey.of("JS/App.js"))).isEmpty();
    assertThat(store.list("JS/", Optional.empty(), 10).entries()).isEmpty();
  }

  @Test
  void caseInsensitiveVolume_putOfAnotherCase_isRefusedNamingBoth() {
    AssetStore store = open(caseInsensitive());
    put(store, "js/App.js", "x");

    assertThatThrownBy(() -> put(store, "js/app.js", "y"))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessage(
            "Cannot put: it differs only in case or normal form from 'js/App.js', and this volume"
                + " cannot keep both, 'js/app.js' in fs:/store");
    assertThatThrownBy(() -> put(store, "JS/other.js", "y"))
        .hasMessageContaining("from 'js', and this volume cannot keep both, 'JS/other.js'");
    assertThat(list(store)).containsExactly("js/App.js");
  }

  @Test
  void caseInsensitiveVolume_deleteOfAnotherCase_leavesTheObject() {
    AssetStore store = open(caseInsensitive());
    put(store, "js/App.js", "x");

    store.delete(List.of(AssetKey.of("js/app.js"), AssetKey.of("JS/App.js")));

    assertThat(list(store)).containsExactly("js/App.js");
  }

  @Test
  void caseInsensitiveVolume_emptyFolderOfAnotherCase_isNoObstacle() throws IOException {
    AssetStore store = open(caseInsensitive());
    Files.createDirectories(folder().resolve("js/empty"));

    put(store, "JS/App.js", "x");

    assertThat(list(store)).containsExactly("JS/App.js");
  }

  @Test
  void windowsVolume_isAStoreLikeOthers() {
    volume = Jimfs.newFileSystem(Configuration.windows());
    AssetStore store =
        FsStore.open(new FsOptions(volume.getPath("C:\\store"), "shop", Access.WRITE));
    Version version = put(store, "js/App.js", "x");

    assertThat(list(store)).containsExactly("js/App.js");
    assertThat(store.stat(AssetKey.of("js/App.js")).orElseThrow().version()).isEqualTo(version);
    assertThat(store.stat(AssetKey.of("js/app.js"))).isEmpty();
    assertThatThrownBy(() -> put(store, "js/a:b.js", "x"))
        .hasMessageContaining("Cannot put: no file can have this name here");
    assertThatThrownBy(() -> put(store, "js", "x"))
        .hasMessageContaining("it is the folder of 'js/App.js'");
    assertThat(store.delete(List.of(AssetKey.of("js/App.js")))).isEmpty();
    assertThat(volume.getPath("C:\\store\\shop")).doesNotExist();
  }

  @Test
  void normalisingVolume_foreignNameInAnotherForm_isNoObject() throws IOException {
    AssetStore store = open(unix().setNameCanonicalNormalization(PathNormalization.NFC));
    Files.writeString(folder().resolve("cafe\u0301.js"), "x");

    assertThat(store.stat(AssetKey.of("caf\u00e9.js"))).isEmpty();
    assertThat(store.list("", Optional.empty(), 10).skipped()).isEqualTo(1);
    assertThatThrownBy(() -> put(store, "caf\u00e9.js", "y"))
        .hasMessageContaining("it differs only in case or normal form from 'cafe\u0301.js'");
  }

  @Test
  void volumeWithoutLinks_declaresNoCreateIfAbsent() throws IOException {
    AssetStore store =
        open(unix().setSupportedFeatures(Feature.FILE_CHANNEL, Feature.SYMBOLIC_LINKS));

    Version version = put(store, "a.js", "x");

    assertThat(store.capabilities()).containsExactly(Capability.STRONG_CONSISTENCY);
    assertThat(store.stat(AssetKey.of("a.js")).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void volumeWithoutAttributes_keepsHeadersInAHeaderFile() throws IOException {
    AssetStore store = open(Configuration.unix().toBuilder());

    Version version = put(store, "a.js", "x");

    try (AssetReader reader = store.read(AssetKey.of("a.js"), ByteRange.ALL)) {
      assertThat(reader.info().headers()).isEqualTo(HEADERS);
      assertThat(reader.info().version()).isEqualTo(version);
    }
    assertThat(files(folder().resolve(".passthrough-fs/headers")))
        .singleElement()
        .asString()
        .matches(".*/[0-9a-f]{64}/1-[0-9]+-[0-9]+\\.json");
  }

  @Test
  void volumeWithoutAttributes_leavesNoHeaderFileBehind() throws IOException {
    AssetStore store = open(Configuration.unix().toBuilder());

    put(store, "a.js", "x");
    put(store, "a.js", "yy");
    store.put(AssetKey.of("b.js"), content("z"), HEADERS, PutCondition.IF_ABSENT);
    store.delete(List.of(AssetKey.of("a.js"), AssetKey.of("b.js")));

    assertThat(files(folder().resolve(".passthrough-fs/headers"))).isEmpty();
  }

  @Test
  void volumeWithoutAttributes_hasTheHeaderFileDurableFirst() {
    HookedVolume hooked = HookedVolume.over(Jimfs.newFileSystem(Configuration.unix()));
    List<String> events = new ArrayList<>();
    try (AssetStore store =
        FsStore.open(new FsOptions(hooked.getPath("/store"), "", Access.WRITE))) {
      hooked.hook((operation, file) -> events.add(operation + " " + file));
      store.put(AssetKey.of("a.js"), content("x"), HEADERS, PutCondition.IF_ABSENT);
    }

    assertThat(events.stream().map(event -> event.replaceAll("[0-9a-f-]{20,}", "*")))
        .containsSubsequence(
            "force /store/.passthrough-fs/staging/*/*.json",
            "move /store/.passthrough-fs/headers/*/*.json",
            "force /store/.passthrough-fs/staging/*/*",
            "link /store/a.js");
  }

  @Test
  void headerFile_ofAPutThatDied_goesWithTheNextPut() throws IOException {
    HookedVolume hooked = HookedVolume.over(Jimfs.newFileSystem(Configuration.unix()));
    try (AssetStore store =
        FsStore.open(new FsOptions(hooked.getPath("/store"), "", Access.WRITE))) {
      hooked.hook(FsVolumeTest::dieBeforeMove);
      assertThatThrownBy(() -> put(store, "a.js", "x")).isInstanceOf(InternalError.class);
      hooked.hook((operation, file) -> {});
      assertThat(store.inspect())
          .extracting(Finding::message)
          .contains("Header files that belong to no object: 1");

      put(store, "a.js", "yy");

      assertThat(store.inspect())
          .extracting(Finding::message)
          .noneMatch(message -> message.startsWith("Header files"));
      assertThat(store.stat(AssetKey.of("a.js")).orElseThrow().headers()).isEqualTo(HEADERS);
    }
  }

  private static void dieBeforeMove(String operation, Path file) {
    if (operation.equals("move") && file.endsWith("a.js")) {
      throw new InternalError("killed");
    }
  }

  @Test
  void fullVolume_failsThePutAndLeavesNothing() throws IOException {
    AssetStore store = open(unix().setBlockSize(1_024).setMaxSize(64 * 1_024));
    put(store, "a.js", "old");
    List<String> before = files(folder());

    assertThatThrownBy(() -> put(store, "a.js", "x".repeat(128 * 1_024)))
        .isInstanceOfSatisfying(
            AssetStoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
              assertThat(e.retryable()).isFalse();
            })
        .hasMessage("Cannot put: the volume is full, 'a.js' in fs:/store");
    assertThatThrownBy(() -> put(store, "new/b.js", "x".repeat(128 * 1_024)))
        .hasMessageContaining("the volume is full");
    assertThat(files(folder())).isEqualTo(before);
    assertThat(folder().resolve("new")).doesNotExist();
    assertThat(folder().resolve("a.js")).hasContent("old");
  }
}
