package io.passthrough.fs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.passthrough.api.Access;
import io.passthrough.api.AssetHeaders;
import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetReader;
import io.passthrough.api.AssetStore;
import io.passthrough.api.ByteRange;
import io.passthrough.api.Content;
import io.passthrough.api.Entry;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that do not wait for each other; the stores of two handles, as of two processes. */
class FsRaceTest {

  private static final int ROUNDS = 150;
  private static final AssetKey KEY = AssetKey.of("js/app.js");

  @TempDir Path folder;

  private static AssetStore open(Path folder) {
    return FsStore.open(new FsOptions(folder, "", Access.WRITE));
  }

  private static void put(AssetStore store, AssetKey key, int number) {
    byte[] bytes = new byte[1 + number % 50];
    Arrays.fill(bytes, (byte) number);
    AssetHeaders headers =
        AssetHeaders.of("text/css").withMetadata(Map.of("number", Integer.toString(number)));
    store.put(key, Content.of(bytes), headers, PutCondition.ALWAYS);
  }

  private static int read(AssetStore store) throws IOException {
    try (AssetReader reader = store.read(KEY, ByteRange.ALL)) {
      int number = Integer.parseInt(reader.info().headers().metadata().get("number"));
      byte[] bytes = reader.body().readAllBytes();
      assertThat(bytes).hasSize(1 + number % 50).containsOnly(number);
      return number;
    }
  }

  private static List<?> together(List<Callable<?>> calls)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Object> results = new ArrayList<>();
      for (Future<?> future : calls.stream().<Future<?>>map(threads::submit).toList()) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> rounds(Round round) {
    return () -> {
      for (int number = 0; number < ROUNDS; number++) {
        round.run(number);
      }
      return ROUNDS;
    };
  }

  private interface Round {
    void run(int number) throws Exception;
  }

  private static void readWhileTwoWrite(Path folder) throws Exception {
    try (AssetStore one = open(folder);
        AssetStore other = open(folder)) {
      put(one, KEY, 1);
      together(
          List.of(
              rounds(number -> put(one, KEY, number % 100)),
              rounds(number -> put(other, KEY, (number + 7) % 100)),
              rounds(number -> read(one)),
              rounds(number -> read(other))));
    }
  }

  @Test
  void reader_whileOthersWrite_seesHeadersAndBytesOfOnePut() throws Exception {
    readWhileTwoWrite(folder);
  }

  @Test
  void reader_ofHeaderFilesWhileOthersWrite_seesHeadersAndBytesOfOnePut() throws Exception {
    try (FileSystem volume = Jimfs.newFileSystem(Configuration.unix())) {
      readWhileTwoWrite(volume.getPath("/store"));

      try (var headers = Files.walk(volume.getPath("/store/.passthrough-fs/headers"))) {
        assertThat(headers.filter(Files::isRegularFile)).hasSize(1);
      }
    }
  }

  @Test
  void put_whileOthersEmptyItsFolder_isNeverLost() throws Exception {
    try (AssetStore one = open(folder);
        AssetStore other = open(folder)) {
      together(
          List.of(
              rounds(number -> put(one, AssetKey.of("a/b/kept/" + number), number % 100)),
              rounds(
                  number -> {
                    AssetKey passing = AssetKey.of("a/b/passing");
                    put(other, passing, 1);
                    assertThat(other.delete(List.of(passing))).isEmpty();
                  }),
              rounds(
                  number -> {
                    AssetKey passing = AssetKey.of("a/b/kept/" + number + "x");
                    put(other, passing, 1);
                    assertThat(other.delete(List.of(passing))).isEmpty();
                  })));

      assertThat(one.list("", Optional.empty(), 1_000).entries().stream().map(Entry::key))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, ROUNDS)
                  .mapToObj(number -> AssetKey.of("a/b/kept/" + number))
                  .toList());
    }
  }
}
