package io.passthrough.fs;

import io.passthrough.api.AssetKey;
import io.passthrough.api.AssetStoreException;
import io.passthrough.api.AssetStoreException.Kind;
import io.passthrough.api.PutCondition;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Gives a staged file its key, by one system call. */
final class Placement {

  // Each turn some other process has removed a folder in the very moment that it was needed.
  private static final int ATTEMPTS = 1_000;

  private final Layout layout;
  private final KeyConflicts obstacles;
  private final FsErrors errors;

  Placement(Layout layout, KeyConflicts obstacles, FsErrors errors) {
    this.layout = layout;
    this.obstacles = obstacles;
    this.errors = errors;
  }

  /** Publishes, or leaves everything as it was. */
  void publish(AssetKey key, Path staged, PutCondition condition) throws IOException {
    try {
      place(key, staged, condition);
    } catch (IOException | AssetStoreException e) {
      Disk.removeEmptyUpTo(layout.root(), Objects.requireNonNull(layout.path(key).getParent()));
      throw e;
    }
  }

  private void place(AssetKey key, Path staged, PutCondition condition) throws IOException {
    Path file = layout.path(key);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Disk.createFolders(layout.root(), Objects.requireNonNull(file.getParent()));
        move(staged, file, condition);
        return;
      } catch (NoSuchFileException e) {
        layout.requireRoot();
        if (!Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      } catch (FileAlreadyExistsException e) {
        if (isPlaced(staged, file)) {
          return;
        }
        obstacles.clear(key);
        if (isFile(file)) {
          throw errors
              .failure(Kind.CONDITION_FAILED, "put", key)
              .because("another object is already there");
        }
      } catch (FileSystemException e) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
        obstacles.clear(key);
      }
    }
    throw new IOException("its folder is removed without a pause");
  }

  private static void move(Path staged, Path file, PutCondition condition) throws IOException {
    switch (condition) {
      case IF_ABSENT -> Files.createLink(file, staged);
      case ALWAYS ->
          Files.move(
              staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // A network volume may report a link as failed that it has made: its answer was lost, and the
  // repeated request found the file there.
  private static boolean isPlaced(Path staged, Path file) throws IOException {
    return isFile(file) && Files.isSameFile(staged, file);
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes a publication durable. */
  void sync(AssetKey key) {
    try {
      // Others may have deleted it again already, and its folder with it.
      Disk.syncIfThere(Objects.requireNonNull(layout.path(key).getParent()));
    } catch (IOException e) {
      throw errors
          .failure(Kind.OUTCOME_UNKNOWN, "put", key)
          .cause(e)
          .because("the object is there, but may not outlive a power failure");
    }
  }
}
