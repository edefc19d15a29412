package io.passthrough.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds and removes header files that belong to no object any more. One that is there before its
 * object is published is told by its staged file. Staged files are looked at first and the object
 * second: a put cannot go from the one to the other unseen.
 */
final class HeaderSweep {

  private final Layout layout;
  private final HeaderFiles headerFiles;

  HeaderSweep(Layout layout, HeaderFiles headerFiles) {
    this.layout = layout;
    this.headerFiles = headerFiles;
  }

  /** Removes what an object's earlier states left. */
  void afterChange(String name) {
    removeOrphans(headerFiles.folder(name));
  }

  /** Removes what a staged file left that is gone now, and whose owner is gone. */
  void afterStaged(Path staged) {
    String folder = staged.getFileName().toString().split("-", 2)[0];
    removeOrphans(layout.headers().resolve(folder));
  }

  private void removeOrphans(Path folder) {
    try {
      List<Path> files = list(folder);
      for (Path file : files) {
        if (isOrphan(file)) {
          Files.deleteIfExists(file);
        }
      }
      if (!files.isEmpty()) {
        Disk.removeEmpty(folder);
      }
    } catch (IOException e) {
      // They fit no file, so they are never read; a later sweep removes them.
    }
  }

  /** Counts the header files that belong to no object. */
  long orphans() throws IOException {
    long orphans = 0;
    for (Path folder : list(layout.headers())) {
      for (Path file : list(folder)) {
        orphans += isOrphan(file) ? 1 : 0;
      }
    }
    return orphans;
  }

  private boolean isOrphan(Path file) throws IOException {
    return !isCurrent(file) && !isStaged(file) && !isCurrent(file);
  }

  private boolean isCurrent(Path file) throws IOException {
    Optional<ObjectHeaders> record = HeaderFiles.read(file);
    return record.isPresent() && fits(file, layout.root().resolve(record.get().name()));
  }

  private boolean isStaged(Path file) throws IOException {
    String start = file.getName(file.getNameCount() - 2) + "-";
    for (Path owner : list(layout.staging())) {
      for (Path staged : list(owner)) {
        if (staged.getFileName().toString().startsWith(start) && fits(file, staged)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean fits(Path file, Path object) throws IOException {
    if (!Files.isRegularFile(object, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      return file.endsWith(FileStamp.of(object).text() + HeaderFiles.SUFFIX);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return Disk.list(folder);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
