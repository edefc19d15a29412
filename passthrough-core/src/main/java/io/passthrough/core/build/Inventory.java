package io.passthrough.core.build;

import io.passthrough.core.PipelineListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every file of a build, hashed, and told apart from the codings of its neighbours. Immutable; the
 * contents can be read while the build is open.
 *
 * @param build the build
 * @param files every file that is not a coding of another, in the UTF-8 order of their paths
 * @param warnings what a user should know, one sentence each
 * @param originals for the path of each file that got its name from its bytes when the build was
 *     read, the path that it has in the build
 */
public record Inventory(
    Build build, List<HashedFile> files, List<String> warnings, Map<String, String> originals) {

  /**
   * Copies the lists.
   *
   * @param build the build
   * @param files every file that is not a coding of another
   * @param warnings what a user should know
   * @param originals the path in the build of each file that got its name from its bytes
   */
  public Inventory {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
    originals = Map.copyOf(originals);
  }

  /**
   * Reads every file of a build.
   *
   * @param build the opened build, which must stay open while contents are read
   * @param concurrency how many files are read at once, at least 1
   * @return the files
   * @throws io.passthrough.core.PassthroughException naming the file that cannot be read or that
   *     changed meanwhile
   */
  public static Inventory of(Build build, int concurrency) {
    return of(build, concurrency, PipelineListener.NONE);
  }

  /**
   * Reads every file of a build, and tells how far it is.
   *
   * @param build the opened build, which must stay open while contents are read
   * @param concurrency how many files are read at once, at least 1
   * @param listener told of the bytes that have been read
   * @return the files
   * @throws io.passthrough.core.PassthroughException naming the file that cannot be read or that
   *     changed meanwhile
   */
  public static Inventory of(Build build, int concurrency, PipelineListener listener) {
    return read(build, concurrency, ReadingProgress.of(build, listener), Optional.empty());
  }

  /**
   * Reads every file of a build, for who keeps the bytes of some.
   *
   * @param build the opened build, which must stay open while contents are read
   * @param concurrency how many files are read at once, at least 1
   * @param keeper takes the bytes of files, but not of codings
   * @return the files
   * @throws io.passthrough.core.PassthroughException naming the file that cannot be read or that
   *     changed meanwhile
   */
  public static Inventory of(Build build, int concurrency, BytesKeeper keeper) {
    ReadingProgress progress = ReadingProgress.of(build, PipelineListener.NONE);
    return read(build, concurrency, progress, Optional.of(keeper));
  }

  private static Inventory read(
      Build build, int concurrency, ReadingProgress progress, Optional<BytesKeeper> keeper) {
    try (ReadingPool pool = new ReadingPool(concurrency)) {
      return new InventoryReader(build, pool, progress, keeper).read();
    }
  }
}
