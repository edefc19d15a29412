package io.passthrough.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/**
 * A folder of this store alone for files that are being written: {@code staging/<owner>/}. Beside
 * it lies {@code <owner>.lock}, which is locked as long as the owner lives: the system gives the
 * lock back however a process ends, so that others can tell that the files are nobody's.
 */
final class Staging implements AutoCloseable {

  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private Staging(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  static Staging open(Layout layout) throws IOException {
    Disk.createFolders(layout.root(), layout.staging());
    while (true) {
      String owner = thisProcess() + UUID.randomUUID();
      Path lockFile = layout.staging().resolve(owner + LOCK);
      FileChannel lock =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (isLocked(lock, lockFile)) {
        Path folder = layout.staging().resolve(owner);
        Files.createDirectory(folder);
        return new Staging(folder, lockFile, lock);
      }
      lock.close();
    }
  }

  // Another process may take the file for a dead owner's before it is locked, and remove it.
  private static boolean isLocked(FileChannel lock, Path lockFile) throws IOException {
    return lock.tryLock() != null && Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS);
  }

  /** Names this process, also for another copy of this class in it. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start + "-";
  }

  /** Whether the volume has hard links. */
  boolean canLink() throws IOException {
    Path file = newFile();
    Path link = newFile();
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

  Path newFile() {
    return folder.resolve(UUID.randomUUID().toString());
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
  static void removeDead(Layout layout) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(layout.staging(), "*" + LOCK)) {
      for (Path lockFile : locks) {
        // Closing a file gives back all locks of this process on it: leave one's own alone.
        if (!lockFile.getFileName().toString().startsWith(thisProcess())) {
          removeIfDead(lockFile);
        }
      }
    }
  }

  private static void removeIfDead(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        String name = lockFile.getFileName().toString();
        remove(lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())));
        Files.deleteIfExists(lockFile);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Removed by another process just now, or another user's.
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  @Override
  public void close() {
    try (lock) {
      remove(folder);
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      // The next owner removes what is left.
    }
  }
}
