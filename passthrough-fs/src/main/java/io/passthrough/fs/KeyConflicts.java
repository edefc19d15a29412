package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * What a folder has in the way of a key, unlike an object store: a name cannot be file and folder,
 * two names may be one to the volume, and a symbolic link leads elsewhere.
 */
final class KeyConflicts {

  private final Layout layout;
  private final ExactNames names;
  private final FsErrors errors;

  KeyConflicts(Layout layout, ExactNames names, FsErrors errors) {
    this.layout = layout;
    this.names = names;
    this.errors = errors;
  }

  /**
   * Refuses a key that cannot be put, and removes empty folders that stand in its place.
   *
   * @throws AssetStoreException with kind INVALID, naming both the key and what is in its way
   */
  void clear(AssetKey key) throws IOException {
    Path file = layout.path(key);
    if (isFree(file)) {
      return;
    }
    Path at = layout.root();
    for (Path segment : layout.root().relativize(file)) {
      at = at.resolve(segment.toString());
      Optional<BasicFileAttributes> found = names.lookup(at);
      if (found.isEmpty()) {
        return;
      }
      refuse(key, at, found.get());
      if (!at.equals(file) && !found.get().isDirectory()) {
        throw invalid(key, "'" + layout.display(at) + "' is an object, so it cannot be a folder");
      }
    }
    clearFolder(key, file);
  }

  private boolean isFree(Path file) throws IOException {
    if (names.lookup(file).isPresent()) {
      return names.attributes(file).filter(BasicFileAttributes::isRegularFile).isPresent();
    }
    Path folder = Objects.requireNonNull(file.getParent());
    return folder.equals(layout.root())
        || names.attributes(folder).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  private void refuse(AssetKey key, Path at, BasicFileAttributes found) throws IOException {
    if (found.isSymbolicLink()) {
      throw invalid(key, "a symbolic link is in its way, '" + layout.display(at) + "'");
    }
    String actual = names.actualName(at);
    if (!actual.equals(String.valueOf(at.getFileName())) && !isEmptyFolder(at, found)) {
      throw invalid(
          key,
          "it differs only in case or normal form from '"
              + layout.display(at.resolveSibling(actual))
              + "', and this volume cannot keep both");
    }
    if (found.isOther()) {
      throw invalid(key, "'" + layout.display(at) + "' is neither a file nor a folder");
    }
  }

  private void clearFolder(AssetKey key, Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Optional<Path> below = firstFile(file);
    if (below.isPresent()) {
      throw invalid(
          key,
          "it is the folder of '" + layout.display(below.get()) + "', so it cannot be an object");
    }
  }

  private static boolean isEmptyFolder(Path at, BasicFileAttributes found) throws IOException {
    return found.isDirectory() && firstFile(at).isEmpty();
  }

  /** Returns some file below a folder; empty folders are removed on the way. */
  private static Optional<Path> firstFile(Path folder) throws IOException {
    try {
      for (Path entry : Disk.list(folder)) {
        Optional<Path> found =
            Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                ? firstFile(entry)
                : Optional.of(entry);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
    Disk.removeEmpty(folder);
    return Optional.empty();
  }

  private AssetStoreException invalid(AssetKey key, String reason) {
    return errors.failure(Kind.INVALID, "put", key).because(reason);
  }
}
