package io.passthrough.core.serving;

import io.passthrough.core.build.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/**
 * What tells cheaply whether a root is still as it was indexed: the names, sizes and times of a
 * folder's files, or of the archive.
 *
 * @param files what was seen
 */
record RootState(List<Seen> files) {

  /** A file as it was seen. */
  record Seen(String path, long size, Instant lastModified) {}

  /** Looks at an opened root. */
  static RootState of(Build build) throws IOException {
    Path source = build.source();
    if (!Files.isDirectory(source)) {
      return ofArchive(source);
    }
    return new RootState(
        build.files().stream()
            .map(file -> new Seen(file.path(), file.size(), file.lastModified()))
            .toList());
  }

  /** Looks at a root again. */
  static RootState of(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return ofArchive(source);
    }
    try (Build build = Build.openToServe(source)) {
      return of(build);
    }
  }

  private static RootState ofArchive(Path source) throws IOException {
    BasicFileAttributes found = Files.readAttributes(source, BasicFileAttributes.class);
    Instant lastModified = found.lastModifiedTime().toInstant();
    return new RootState(List.of(new Seen("", found.size(), lastModified)));
  }
}
