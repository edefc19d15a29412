package io.passthrough.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder of this store alone for files that are being written: {@code staging/<owner>/}. Beside
 * it lies {@code <owner>.lock}, which is locked as long as the owner lives: the system gives the
 * lock back however a process ends, so that others can tell that the files are nobody's.
 */
final class Staging implements AutoCloseable {

  private final Owner owner;
  private final FileChannel lock;

  private Staging(Owner owner, FileChannel lock) {
    this.owner = owner;
    this.lock = lock;
  }

  static Staging open(Layout layout) throws IOException {
    Disk.createFolders(layout.root(), layout.staging());
    while (true) {
      Owner owner = Owner.create(layout.staging());
      FileChannel lock =
          FileChannel.open(
              owner.lockFile(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (isLocked(lock, owner)) {
        Files.createDirectory(owner.folder());
        return new Staging(owner, lock);
      }
      lock.close();
    }
  }

  // Before it is locked, another process may take the file for a dead owner's, and remove it.
  private static boolean isLocked(FileChannel lock, Owner owner) {
    try {
      return lock.tryLock() != null && Files.exists(owner.lockFile(), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      // The volume has no locks. Nobody can take this owner for dead, then.
      return true;
    }
  }

  /** Whether the volume has hard links. */
  boolean canLink() throws IOException {
    Path file = newFile("");
    Path link = newFile("");
    Files.createFile(file);
    try {
      Files.createLink(link, file);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    } finally {
      discard(link);
      discard(file);
    }
  }

  /** Returns a fresh file for the bytes of an object. */
  Path newFile(String name) {
    return owner.folder().resolve(HeaderFiles.stagedName(name));
  }

  /** Removes a staged file that is of no more use. */
  void discard(Path staged) {
    try {
      Files.deleteIfExists(staged);
    } catch (IOException e) {
      // It goes with its owner.
    }
  }

  /** Removes what owners left that are gone. */
  static void removeDead(Layout layout, HeaderSweep sweep) throws IOException {
    for (Owner owner : Owner.others(layout.staging())) {
      owner.removeIfDead(sweep);
    }
  }

  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(owner.folder());
      Files.deleteIfExists(owner.lockFile());
    } catch (IOException e) {
      // A put is still running, or the volume is broken: a later owner removes what is left.
    }
  }
}
