package io.passthrough.core.build;

import io.passthrough.core.PipelineListener;
import java.util.List;

/**
 * Every file of a build, read once: hashed, and told apart from the codings of its neighbours.
 * Immutable; the contents can be read while the build is open.
 *
 * @param build the build
 * @param files every file that is not a coding of another, in the UTF-8 order of their paths
 * @param warnings what a user should know, one sentence each
 */
public record Inventory(Build build, List<HashedFile> files, List<String> warnings) {

  /**
   * Copies the lists.
   *
   * @param build the build
   * @param files every file that is not a coding of another
   * @param warnings what a user should know
   */
  public Inventory {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
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
    try (ReadingPool pool = new ReadingPool(concurrency)) {
      return new InventoryReader(build, pool, listener).read();
    }
  }
}
