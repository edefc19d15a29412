package io.passthrough.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Entry;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes on one folder, and what is left when one of them is killed. */
class FsProcessTest {

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("store");
  }

  private AssetStore open() {
    return FsStore.open(new FsOptions(root(), "", Access.WRITE));
  }

  private static void skipLines(Fork fork, int count) throws IOException {
    for (int line = 0; line < count; line++) {
      fork.nextLine();
    }
  }

  private static int number(AssetHeaders headers) {
    return Integer.parseInt(headers.metadata().get("number"));
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve(".passthrough-fs/staging"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 12, 20})
  void overwriter_killed_leavesTheOldObjectOrTheNewOne(int puts) throws Exception {
    try (Fork fork = Fork.start("overwrite", root().toString())) {
      skipLines(fork, puts);
      fork.kill();
      int acknowledged = fork.lines().stream().mapToInt(Integer::parseInt).max().orElse(puts);

      try (AssetStore store = open();
          AssetReader reader = store.read(AssetKey.of(StoreProcess.KEY), ByteRange.ALL)) {
        int number = number(reader.info().headers());
        assertThat(number).isBetween(acknowledged, acknowledged + 1);
        assertThat(reader.body()).hasSameContentAs(StoreProcess.body(number).open());
        assertThat(store.list("", Optional.empty(), 10).entries()).hasSize(1);
      }
      assertThat(staged()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void overwriter_thatDiesBeforeAnyStep_leavesTheOldObjectOrTheNewOne(int step) throws Exception {
    dieAndLook("die", step);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
  void overwriter_ofHeaderFilesThatDies_leavesTheOldObjectOrTheNewOne(int step) throws Exception {
    dieAndLook("die-without-attributes", step);
  }

  private void dieAndLook(String command, int step) throws Exception {
    try (Fork fork = Fork.start(command, root().toString(), Integer.toString(step))) {
      assertThat(fork.exitCode()).isEqualTo(9);
    }
    try (AssetStore store = open()) {
      try (AssetReader reader = store.read(AssetKey.of(StoreProcess.KEY), ByteRange.ALL)) {
        int number = number(reader.info().headers());
        assertThat(number).isBetween(1, 2);
        assertThat(reader.body()).hasSameContentAs(StoreProcess.body(number).open());
      }
      store.put(
          AssetKey.of(StoreProcess.KEY),
          StoreProcess.body(3),
          StoreProcess.headers(3),
          PutCondition.ALWAYS);
      assertThat(store.inspect()).isEmpty();
    }
    assertThat(staged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9})
  void creator_killed_leavesWholeObjectsOnly(int puts) throws Exception {
    try (Fork fork = Fork.start("create", root().toString())) {
      skipLines(fork, puts);
      fork.kill();

      try (AssetStore store = open()) {
        List<Entry> entries = store.list("", Optional.empty(), 1_000).entries();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(puts);
        assertThat(entries)
            .allSatisfy(
                entry -> {
                  int number = number(store.stat(entry.key()).orElseThrow().headers());
                  assertThat(entry.key().value()).isEqualTo("js/" + number + "/app.js");
                  assertThat(entry.size()).isEqualTo(StoreProcess.BODY_BYTES + number);
                });
      }
      assertThat(staged()).isEmpty();
    }
  }

  @Test
  void twoProcesses_createTheSameKeys_eachKeyHasOneWinner() throws Exception {
    try (Fork one = Fork.start("race", root().toString());
        Fork other = Fork.start("race", root().toString())) {
      one.nextLine();
      other.nextLine();
      one.write("g");
      other.write("g");

      List<String> winners = Stream.concat(one.lines().stream(), other.lines().stream()).toList();

      assertThat(winners)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, StoreProcess.RACES).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void stagedFile_ofALivingOwner_outlivesAnotherOpen() throws Exception {
    try (Fork fork = Fork.start("hold", root().toString())) {
      fork.nextLine();

      open().close();

      assertThat(staged()).hasSize(2);
      fork.write("ok");
      fork.kill();
      open().close();
      assertThat(staged()).isEmpty();
    }
  }

  @Test
  void ownerInThisProcess_isNeverTakenForDead() throws Exception {
    try (AssetStore one = open()) {
      open().close();

      try (Fork fork = Fork.start("race", root().toString())) {
        fork.nextLine();
        one.put(
            AssetKey.of("a.js"),
            StoreProcess.body(1),
            StoreProcess.headers(1),
            PutCondition.ALWAYS);
      }

      assertThat(one.stat(AssetKey.of("a.js"))).isPresent();
    }
  }

  /** Files that this user may not read: as root there are none, so another user looks. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void unreadableFile_isAnErrorAndNotAbsent() throws Exception {
    readableFolder();
    Files.createDirectories(root().resolve("js"));
    Files.writeString(root().resolve(StoreProcess.KEY), "secret");
    permit(root().resolve(StoreProcess.KEY), "---------");

    try (Fork fork = asAnotherUser("look")) {
      assertThat(fork.lines())
          .singleElement()
          .asString()
          .matches("ACCESS_DENIED .*'js/app.js' in fs:.*");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void reader_withoutWriteRights_readsAndWritesNothing() throws Exception {
    readableFolder();
    Files.createDirectories(root().resolve("js"));
    Files.writeString(root().resolve(StoreProcess.KEY), "hello");
    permit(root(), "r-xr-xr-x");

    try (Fork fork = asAnotherUser("look")) {
      assertThat(fork.lines()).containsExactly("hello", "1");
    } finally {
      permit(root(), "rwxr-xr-x");
    }
    assertThat(root().resolve(".passthrough-fs")).doesNotExist();
  }

  private void readableFolder() throws IOException {
    permit(folder, "rwxr-xr-x");
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Fork asAnotherUser(String command) throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> wrapper =
        root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
    return Fork.start(wrapper, Fork.copyClassPath(folder), command, root().toString());
  }
}
