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
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.Page;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do in a store's folder: links, odd names, files changed in place. */
class FsForeignTest {

  private static final AssetKey KEY = AssetKey.of("js/app.js");
  private static final AssetHeaders HEADERS = AssetHeaders.of("application/wasm");

  @TempDir Path outside;
  @TempDir Path folder;
  private AssetStore store;

  @BeforeEach
  void open() {
    store = FsStore.open(new FsOptions(folder, "", Access.WRITE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Version put(AssetKey key, String text) {
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    return store.put(key, content, HEADERS, PutCondition.ALWAYS);
  }

  private Page list() {
    return store.list("", Optional.empty(), 1_000);
  }

  private Path plant(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void assertKind(Kind kind, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void linkedFile_isNeverAnObject() throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectory(folder.resolve("js"));
    Files.createSymbolicLink(folder.resolve(KEY.value()), secret);

    assertThat(store.stat(KEY)).isEmpty();
    assertKind(Kind.NOT_FOUND, () -> store.read(KEY, ByteRange.ALL));
    assertThat(list()).isEqualTo(new Page(List.of(), Optional.empty(), 1));
    assertThat(store.delete(List.of(KEY))).isEmpty();
    assertThatThrownBy(() -> put(KEY, "x"))
        .hasMessageContaining("a symbolic link is in its way, 'js/app.js', 'js/app.js' in fs:");
    assertThat(secret).hasContent("secret");
  }

  @Test
  void linkedFolder_isNeverEntered() throws IOException {
    Path secret = Files.writeString(outside.resolve("app.js"), "secret");
    Files.createSymbolicLink(folder.resolve("js"), outside);

    assertThat(store.stat(KEY)).isEmpty();
    assertKind(Kind.NOT_FOUND, () -> store.read(KEY, ByteRange.ALL));
    assertThat(list().entries()).isEmpty();
    assertThat(store.list("js/", Optional.empty(), 10).entries()).isEmpty();
    assertThat(store.delete(List.of(KEY))).isEmpty();
    assertThatThrownBy(() -> put(KEY, "x")).hasMessageContaining("in its way, 'js'");
    assertThatThrownBy(() -> put(AssetKey.of("js/new.js"), "x"))
        .hasMessageContaining("in its way, 'js'");
    assertThat(secret).hasContent("secret");
    assertThat(outside.resolve("new.js")).doesNotExist();
  }

  @Test
  void linkToItself_isNoObject() throws IOException {
    Files.createSymbolicLink(folder.resolve("js"), folder.resolve("js"));

    assertThat(store.stat(KEY)).isEmpty();
    assertThat(list().skipped()).isEqualTo(1);
  }

  @Test
  void storeFolder_thatIsALink_isFollowed() throws IOException {
    put(KEY, "x");
    Path link = Files.createSymbolicLink(outside.resolve("link"), folder);

    try (AssetStore linked = FsStore.open(new FsOptions(link, "", Access.WRITE))) {
      assertThat(linked.stat(KEY)).isPresent();
    }
  }

  @Test
  void names_thatAreNoKeys_areSkippedAndCounted() throws IOException {
    plant("a\\b.js", "x");
    plant("cafe\u0301.js", "x");
    plant("bad\\folder/x.js", "x");
    plant(".passthrough-other/x.js", "x");
    plant("good.js", "x");
    put(AssetKey.of(".passthrough/releases/r1/manifest.json"), "x");

    Page page = list();

    assertThat(page.entries().stream().map(Entry::key))
        .containsExactly(
            AssetKey.of(".passthrough/releases/r1/manifest.json"), AssetKey.of("good.js"));
    assertThat(page.skipped()).isEqualTo(3);
  }

  @Test
  void skippedNames_inPages_areCountedOnce() throws IOException {
    plant("a.js", "x");
    plant("b\\.js", "x");
    plant("c.js", "x");
    plant("d\\.js", "x");

    Page first = store.list("", Optional.empty(), 1);
    Page second = store.list("", first.next(), 1);

    assertThat(first.skipped() + second.skipped()).isEqualTo(2);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void object_changedInPlace_hasAnotherVersionAndNoOldHeaders() throws IOException {
    Version version = put(KEY, "x");

    Files.writeString(folder.resolve(KEY.value()), "yy");

    AssetInfo info = store.stat(KEY).orElseThrow();
    assertThat(info.version()).isNotEqualTo(version);
    assertThat(info.headers()).isEqualTo(AssetHeaders.of("text/javascript; charset=utf-8"));
    assertThat(list().entries())
        .containsExactly(new Entry(KEY, 2, info.lastModified(), info.version()));
  }

  @Test
  void object_changedToTheSameSize_hasAnotherVersion() throws IOException {
    Version version = put(KEY, "x");
    Path file = folder.resolve(KEY.value());
    FileTime time = Files.getLastModifiedTime(file);

    Files.writeString(file, "y");
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 10));

    assertThat(store.stat(KEY).orElseThrow().version()).isNotEqualTo(version);
  }

  @Test
  void body_cutShortWhileItIsRead_isAnErrorAndNoEnd() throws IOException {
    put(KEY, "0123456789");

    try (AssetReader reader = store.read(KEY, ByteRange.ALL);
        InputStream body = reader.body()) {
      body.readNBytes(2);
      try (FileChannel file =
          FileChannel.open(folder.resolve(KEY.value()), StandardOpenOption.WRITE)) {
        file.truncate(5);
      }

      assertThat(body.readNBytes(3)).asString().isEqualTo("234");
      assertThatThrownBy(body::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the file was cut short meanwhile, 5 bytes of 'js/app.js'");
    }
  }

  @Test
  void emptyFolders_inTheWayOfAKey_areRemoved() throws IOException {
    Files.createDirectories(folder.resolve("js/app.js/empty/empty"));

    put(KEY, "x");

    assertThat(folder.resolve(KEY.value())).hasContent("x");
  }

  @Test
  void folderOfAKey_isAbsent() throws IOException {
    put(KEY, "x");

    assertThat(store.stat(AssetKey.of("js"))).isEmpty();
    assertThat(store.delete(List.of(AssetKey.of("js")))).isEmpty();
    assertThat(store.stat(AssetKey.of("js/app.js/x"))).isEmpty();
    assertThat(store.stat(KEY)).isPresent();
  }

  @Test
  void folderRemovedWhileOpen_isAnErrorEverywhere() throws IOException {
    Path lost = folder.resolve("lost");
    AssetStore gone = FsStore.open(new FsOptions(lost, "", Access.WRITE));
    Files.move(lost, outside.resolve("elsewhere"));

    assertKind(Kind.UNAVAILABLE, () -> gone.stat(KEY));
    assertKind(Kind.UNAVAILABLE, () -> gone.read(KEY, ByteRange.ALL));
    assertKind(Kind.UNAVAILABLE, () -> gone.list("", Optional.empty(), 1));
    assertKind(Kind.UNAVAILABLE, () -> gone.delete(List.of(KEY)));
    assertKind(
        Kind.UNAVAILABLE,
        () -> gone.put(KEY, Content.of(new byte[1]), HEADERS, PutCondition.ALWAYS));
    assertThat(lost).doesNotExist();
  }
}
