package io.passthrough.tck;

import static io.passthrough.tck.Mutant.by;

import java.util.Arrays;
import java.util.List;

/** Stores that are wrong with large bodies. */
final class LargeFaults {

  private static final int MIB = 1 << 20;

  private LargeFaults() {}

  static List<Mutant> all() {
    return List.of(
        by("stream.large", "the size that stat tells: expected 26214401, but was 16777216")
            .put("what comes after 16 MiB is lost", (store, put) -> cut(put, 16 * MIB).to(store)),
        by("stream.part-boundaries", "the size that stat tells: expected 5242881, but was 5242880")
            .put(
                "a last part of one byte is lost",
                (store, put) ->
                    put.content().length() == 5 * MIB + 1
                        ? cut(put, 5 * MIB).to(store)
                        : put.to(store)),
        by("stream.bounded-heap", "expected 'carried', but was 'java.lang.OutOfMemoryError")
            .harness(
                "the body is read into memory",
                () -> new FolderBackend(new FolderProvider.Greedy())));
  }

  private static Mutant.Put cut(Mutant.Put put, int length) {
    return put.changed(bytes -> bytes.length > length ? Arrays.copyOf(bytes, length) : bytes);
  }
}
