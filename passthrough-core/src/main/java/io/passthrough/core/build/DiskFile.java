package io.passthrough.core.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file on the disk as it was found: where it really lies, links resolved, and what the file
 * system says of it. Two are equal when both are the same.
 */
public final class DiskFile {

  private final Path path;
  private final FileState found;

  DiskFile(Path path, FileState found) {
    this.path = path;
    this.found = found;
  }

  static DiskFile of(Path file) throws IOException {
    Path real = file.toRealPath();
    return new DiskFile(real, FileState.of(real));
  }

  /**
   * Returns where the file lies.
   *
   * @return its path without symbolic links
   */
  public Path path() {
    return path;
  }

  FileState state() {
    return found;
  }

  Instant lastModified() {
    return found.lastModified().toInstant();
  }

  /**
   * Returns whether the file is the one that was found: by size, time, identity and, where the
   * platform tells, the time of any change.
   *
   * @return false when it is another one by now
   * @throws IOException when it cannot be looked at
   */
  public boolean isUnchanged() throws IOException {
    return FileState.of(path).equals(found);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DiskFile file && path.equals(file.path) && found.equals(file.found);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path + " " + found;
  }
}
