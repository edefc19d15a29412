package io.passthrough.core.build;

import java.io.Closeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files found in a source.
 *
 * @param files what may be served, in the UTF-8 order of their paths
 * @param hidden dot-named JSON files
 * @param state how they were found
 * @param layouts how many files lie in each folder of an archive, and of the jars in it, that a
 *     server looks into; empty for a folder
 * @param warnings what was passed over
 * @param resource what the contents are read from
 */
record BuildFiles(
    List<BuildFile> files,
    List<BuildFile> hidden,
    BuildState state,
    SortedMap<String, Integer> layouts,
    List<String> warnings,
    Closeable resource) {

  /** Lists a folder's files. */
  static BuildFiles inFolder(
      Collection<BuildFile> files, Collection<BuildFile> hidden, List<String> warnings) {
    List<BuildFile> all = new ArrayList<>(files);
    all.addAll(hidden);
    return new BuildFiles(
        List.copyOf(files),
        List.copyOf(hidden),
        BuildState.of(all),
        new TreeMap<>(),
        List.copyOf(warnings),
        () -> {});
  }

  /** Leaves out the files that were written after a time; a look later finds another state. */
  BuildFiles writtenBefore(Instant time) {
    List<String> more = new ArrayList<>(warnings);
    files.stream()
        .filter(file -> !file.lastModified().isBefore(time))
        .map(file -> "'" + file.path() + "' is still being written and is not served yet")
        .forEach(more::add);
    return inFolder(before(files, time), before(hidden, time), more);
  }

  private static List<BuildFile> before(List<BuildFile> files, Instant time) {
    return files.stream().filter(file -> file.lastModified().isBefore(time)).toList();
  }
}
