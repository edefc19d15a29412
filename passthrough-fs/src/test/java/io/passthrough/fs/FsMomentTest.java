package io.passthrough.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
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
import io.passthrough.api.Content;
import io.passthrough.api.PutCondition;
import io.passthrough.api.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do between two steps of an operation, in the very moment. */
class FsMomentTest {

  private static final AssetKey KEY = AssetKey.of("js/app.js");

  @TempDir Path folder;
  private final HookedVolume volume = HookedVolume.over(FileSystems.getDefault());
  private AssetStore store;
  private AssetStore other;

  private interface Step {
    void run() throws IOException;
  }

  @BeforeEach
  void open() {
    store = open(volume.wrap(folder));
    other = open(folder);
  }

  @AfterEach
  void close() {
    volume.hook((operation, file) -> {});
    store.close();
    other.close();
  }

  private static AssetStore open(Path folder) {
    return FsStore.open(new FsOptions(folder, "", Access.WRITE));
  }

  private static Version put(AssetStore store, String text, PutCondition condition) {
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    return store.put(KEY, content, AssetHeaders.of("text/" + text.length()), condition);
  }

  private Path file() {
    return folder.resolve(KEY.value());
  }

  /** Does some steps, each before one more of an operation on the object's file. */
  private void before(String operation, Step... steps) {
    Deque<Step> rest = new ArrayDeque<>(List.of(steps));
    volume.hook(
        (event, file) -> {
          if (event.equals(operation) && file.endsWith(KEY.value()) && !rest.isEmpty()) {
            rest.remove().run();
          }
        });
  }

  private List<String> eventsOf(Step step) throws IOException {
    List<String> events = new ArrayList<>();
    volume.hook((operation, file) -> events.add(operation + " " + label(file)));
    step.run();
    return events;
  }

  private String label(Path file) {
    String name = folder.relativize(file).toString();
    return name.startsWith(".passthrough-fs/staging") ? "staged" : name;
  }

  @Test
  void put_ofAnObject_isDurableBeforeAndAfterItIsPublished() throws IOException {
    List<String> created = eventsOf(() -> put(store, "x", PutCondition.IF_ABSENT));
    List<String> replaced = eventsOf(() -> put(store, "y", PutCondition.ALWAYS));

    assertThat(created).containsSubsequence("force staged", "force ", "link js/app.js", "force js");
    assertThat(replaced).containsSubsequence("force staged", "move js/app.js", "force js");
  }

  @Test
  void put_whoseFolderIsRemovedMeanwhile_makesItAgain() {
    before("link", () -> Files.delete(folder.resolve("js")));

    Version version = put(store, "x", PutCondition.IF_ABSENT);

    assertThat(other.stat(KEY).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void putIfAbsent_overtakenByAnother_isRefusedAndLeavesTheWinner() throws IOException {
    before("link", () -> put(other, "first", PutCondition.IF_ABSENT));

    assertThatThrownBy(() -> put(store, "second", PutCondition.IF_ABSENT))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONDITION_FAILED));
    assertThat(file()).hasContent("first");
  }

  @Test
  void putIfAbsent_whoseAnswerIsLost_isNoFailure() throws IOException {
    // A network volume has made the link, but answers the repeated request.
    volume.hook(
        (operation, file) -> {
          if (operation.equals("link") && file.equals(file())) {
            Files.createLink(file, staged());
          }
        });

    Version version = put(store, "x", PutCondition.IF_ABSENT);

    assertThat(other.stat(KEY).orElseThrow().version()).isEqualTo(version);
  }

  private Path staged() throws IOException {
    try (var files = Files.find(folder, 9, (file, attributes) -> attributes.size() == 1)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void put_overAKeyThatBecomesAFolder_isRefused() {
    before(
        "move",
        () ->
            other.put(
                AssetKey.of("js/app.js/x"),
                Content.of(new byte[1]),
                AssetHeaders.of("text/css"),
                PutCondition.ALWAYS));

    assertThatThrownBy(() -> put(store, "x", PutCondition.ALWAYS))
        .hasMessageContaining("it is the folder of 'js/app.js/x'");
  }

  @Test
  void put_whoseFolderCannotBeMadeDurable_hasAnUnknownOutcome() {
    volume.hook(
        (operation, file) -> {
          if (operation.equals("force") && file.endsWith("js")) {
            throw new IOException("Input/output error");
          }
        });

    put(other, "old", PutCondition.ALWAYS);
    assertThatThrownBy(() -> put(store, "x", PutCondition.ALWAYS))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN));
  }

  @Test
  void put_thatCannotBePublished_leavesNothing() throws IOException {
    before(
        "link",
        () -> {
          throw new IOException("Input/output error");
        });

    assertThatThrownBy(() -> put(store, "x", PutCondition.IF_ABSENT))
        .hasMessageContaining("Cannot put: Input/output error, 'js/app.js' in");
    assertThat(folder.resolve("js")).doesNotExist();
    try (var files = Files.find(folder, 9, (file, attributes) -> attributes.size() == 1)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void read_ofAnObjectReplacedMeanwhile_isOfOneVersion() throws IOException {
    put(other, "old", PutCondition.ALWAYS);
    before("open", () -> put(other, "newer", PutCondition.ALWAYS));

    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      assertThat(reader.body()).hasContent("newer");
      assertThat(reader.info()).isEqualTo(other.stat(KEY).orElseThrow());
      assertThat(reader.info().headers().contentType()).isEqualTo("text/5");
    }
  }

  @Test
  void read_ofAnObjectDeletedMeanwhile_findsNone() {
    put(other, "old", PutCondition.ALWAYS);
    before("open", () -> other.delete(List.of(KEY)));

    assertThatThrownBy(() -> store.read(KEY, ByteRange.ALL))
        .isInstanceOfSatisfying(
            AssetStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void read_ofAnOpenObjectReplacedLater_hasTheOldBytesToTheEnd() throws IOException {
    put(other, "old", PutCondition.ALWAYS);

    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      put(other, "newer", PutCondition.ALWAYS);

      assertThat(reader.body()).hasContent("old");
    }
  }

  @Test
  void volumeThatHidesItsNames_read_findsTheExactNameOnly() throws IOException {
    Configuration configuration =
        Configuration.unix().toBuilder()
            .setNameCanonicalNormalization(PathNormalization.CASE_FOLD_ASCII)
            .build();
    HookedVolume hiding = HookedVolume.hidingNames(Jimfs.newFileSystem(configuration));
    try (AssetStore folding = open(hiding.getPath("/store"))) {
      put(folding, "x", PutCondition.ALWAYS);

      AssetStore reopened = open(hiding.getPath("/store"));

      assertThat(reopened.stat(KEY)).isPresent();
      assertThat(reopened.stat(AssetKey.of("JS/app.js"))).isEmpty();
      assertThat(reopened.stat(AssetKey.of("js/APP.js"))).isEmpty();
    }
  }
}
