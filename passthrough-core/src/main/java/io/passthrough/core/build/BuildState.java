package io.passthrough.core.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What tells cheaply whether a build is still as it was: which files it has, and where each of them
 * really lies, with its size, times and identity. Names, sizes and times alone are equal for two
 * releases of reproducible builds.
 *
 * @param files the files by their paths under the root; for an archive the archive itself
 */
public record BuildState(Map<String, DiskFile> files) {

  /**
   * Copies the map.
   *
   * @param files the files by their paths
   */
  public BuildState {
    files = Map.copyOf(files);
  }

  /**
   * Looks at a build as a gateway would, without reading its files.
   *
   * @param source a folder or archive
   * @return its state now
   * @throws IOException when it cannot be looked at
   * @throws io.passthrough.core.PassthroughException as from {@link Build#openToServe}
   */
  public static BuildState of(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return ofArchive(source);
    }
    try (Build build = Build.openToServe(source)) {
      return build.state();
    }
  }

  static BuildState ofArchive(Path source) throws IOException {
    return new BuildState(Map.of("", DiskFile.of(source)));
  }

  static BuildState of(Collection<BuildFile> files) {
    Map<String, DiskFile> found = new HashMap<>();
    files.forEach(file -> file.onDisk().ifPresent(it -> found.put(file.path(), it)));
    return new BuildState(found);
  }

  /**
   * Returns when the newest of the files was written.
   *
   * @return the time that the file system tells; long ago when there is no file
   */
  public Instant newest() {
    return files.values().stream()
        .map(DiskFile::lastModified)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }
}
