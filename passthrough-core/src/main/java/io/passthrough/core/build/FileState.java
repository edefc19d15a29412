package io.passthrough.core.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells cheaply that a file is still the one that was found.
 *
 * @param size its size in bytes
 * @param lastModified when it was last written
 * @param fileKey the file system's own name for it, where there is one
 */
record FileState(long size, FileTime lastModified, @Nullable Object fileKey) {

  static FileState of(BasicFileAttributes attributes) {
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  static FileState of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** Fails when the file is another one by now. */
  void check(Path file, String name) throws IOException {
    if (!Objects.equals(this, of(file))) {
      throw ChangedFileException.of(name);
    }
  }
}
